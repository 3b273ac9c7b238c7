import { and, asc, desc, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import type { Bulletin, BulletinStore, BulletinText } from '../core/bulletins/bulletin-store.ts';
import { appendAudit } from './audit.ts';
import { bulletinReads, bulletins } from './bulletin-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import type { Database, Transaction } from './scope.ts';
import { openJson, sealJson } from './seal.ts';

/** The record of bulletins, over one database. */
export function createBulletinStore(database: Database, keys: KeyRing): BulletinStore {
  const withReads = async (tx: Transaction, rows: (typeof bulletins.$inferSelect)[]): Promise<Bulletin[]> => {
    const ids = rows.map(({ id }) => id);
    const reads =
      ids.length === 0 ? [] : await tx.select().from(bulletinReads).where(inArray(bulletinReads.bulletinId, ids));
    return rows.map(({ schoolId, id, textSealed, sentBy, sentAt }) => ({
      ...openJson<BulletinText>(keys.school(schoolId), textSealed, textContext(id)),
      bulletinId: id,
      sentBy,
      sentAt,
      reads: reads.filter(({ bulletinId }) => bulletinId === id).map(({ personId, readAt }) => ({ personId, readAt })),
    }));
  };
  return {
    sendBulletin: (schoolId, { bulletinId, to, title, text }, { actorId, at, messages }) =>
      database.inSchool(schoolId, async (tx) => {
        const textSealed = sealJson(keys.school(schoolId), { title, text }, textContext(bulletinId));
        const sent = await tx
          .insert(bulletins)
          .values({ schoolId, id: bulletinId, textSealed, sentBy: actorId, sentAt: at })
          .onConflictDoNothing()
          .returning({ id: bulletins.id });
        if (sent.length === 0) return;
        await tx.insert(bulletinReads).values(to.map((personId) => ({ schoolId, bulletinId, personId })));
        const detail = { bulletin: bulletinId, people: to.length };
        await appendAudit(tx, [{ schoolId, at, actorId, action: 'bulletin.sent', caseId: null, detail }]);
        await queueMessages(tx, schoolId, messages, at);
      }),
    listBulletins: (schoolId, limit) =>
      database.inSchool(schoolId, async (tx) =>
        withReads(
          tx,
          await tx.select().from(bulletins).orderBy(desc(bulletins.sentAt), desc(bulletins.id)).limit(limit),
        ),
      ),
    findBulletin: (schoolId, bulletinId) =>
      database.inSchool(schoolId, async (tx) => {
        const [found] = await withReads(tx, await tx.select().from(bulletins).where(eq(bulletins.id, bulletinId)));
        return found ?? null;
      }),
    readBulletin: (schoolId, bulletinId, personId, at) =>
      database.inSchool(schoolId, async (tx) => {
        const read = await tx
          .update(bulletinReads)
          .set({ readAt: at })
          .where(
            and(
              eq(bulletinReads.bulletinId, bulletinId),
              eq(bulletinReads.personId, personId),
              isNull(bulletinReads.readAt),
            ),
          )
          .returning({ personId: bulletinReads.personId });
        if (read.length === 0) return;
        const detail = { bulletin: bulletinId };
        await appendAudit(tx, [{ schoolId, at, actorId: personId, action: 'bulletin.read', caseId: null, detail }]);
      }),
    listUnread: (schoolId, { from, to }) =>
      database.inSchool(schoolId, (tx) =>
        tx
          .select({ bulletinId: bulletinReads.bulletinId, personId: bulletinReads.personId, sentAt: bulletins.sentAt })
          .from(bulletinReads)
          .innerJoin(
            bulletins,
            and(eq(bulletins.schoolId, bulletinReads.schoolId), eq(bulletins.id, bulletinReads.bulletinId)),
          )
          .where(and(isNull(bulletinReads.readAt), gte(bulletins.sentAt, from), lte(bulletins.sentAt, to)))
          .orderBy(asc(bulletins.sentAt), asc(bulletins.id), asc(bulletinReads.personId)),
      ),
  };
}

const textContext = (id: string): string => `bulletin|${id}`;

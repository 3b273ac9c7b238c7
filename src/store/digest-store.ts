import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { DigestContent } from '../core/digests/digest-content.ts';
import type { DigestState, DigestStore, StoredDigest } from '../core/digests/digest-store.ts';
import { appendAudit } from './audit.ts';
import { countConcerns, countedInDigests } from './digest-counts.ts';
import { digests } from './digest-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import { auditEntries, cases, outbox } from './schema.ts';
import type { Database } from './scope.ts';
import { deriveKey, openBytes } from './seal.ts';
import { lessons } from './work-schema.ts';

/** As many as a person would look back at: some four years of terms. */
const MOST_LISTED = 12;
/** How a message of the outbox ended. */
const ENDED: Record<string, 'waits' | 'sent'> = { pending: 'waits', sent: 'sent' };
const CHART_TOKEN = /^([a-z0-9-]+)\.([0-9a-f-]{36})\.([a-z-]+)\.([\w-]{43})$/;

/** The record of governors’ digests, over one database. */
export function createDigestStore(database: Database, keys: KeyRing): DigestStore {
  const find = (schoolId: string, digestId: string): Promise<StoredDigest | null> =>
    database.inSchool(schoolId, async (tx) => {
      const [row] = await tx.select().from(digests).where(eq(digests.id, digestId));
      return row ? digestOf(row) : null;
    });
  /** Derived anew each time: a digest is shown a few times a term. */
  const markOf = (schoolId: string, name: string): Buffer =>
    createHmac('sha256', deriveKey(keys.school(schoolId), 'digest-charts'))
      .update(name)
      .digest();

  return {
    count: (schoolId, from, until) => database.inSchool(schoolId, (tx) => countConcerns(tx, schoolId, from, until)),

    listLessons: (schoolId, from, until) =>
      database.inSchool(schoolId, async (tx) => {
        const rows = await tx
          .select({ lessonId: lessons.id, textSealed: lessons.textSealed })
          .from(lessons)
          .innerJoin(cases, and(eq(cases.schoolId, lessons.schoolId), eq(cases.id, lessons.caseId)))
          .where(and(gte(lessons.at, from), lt(lessons.at, until), countedInDigests))
          .orderBy(asc(lessons.at), asc(lessons.id));
        return rows.map(({ lessonId, textSealed }) => ({
          lessonId,
          text: openBytes(keys.school(schoolId), textSealed, `lesson|${lessonId}`).toString('utf8'),
        }));
      }),

    beganAt: (schoolId) =>
      database.inSchool(schoolId, async (tx) => {
        const [first] = await tx
          .select({ at: auditEntries.at })
          .from(auditEntries)
          .where(and(eq(auditEntries.schoolId, schoolId), eq(auditEntries.seq, 1)));
        return first?.at ?? null;
      }),

    list: (schoolId) =>
      database.inSchool(schoolId, async (tx) => {
        const rows = await tx
          .select()
          .from(digests)
          .where(eq(digests.schoolId, schoolId))
          .orderBy(desc(digests.period), desc(digests.version))
          .limit(MOST_LISTED);
        return rows.map(digestOf);
      }),

    find,

    addDraft: (schoolId, { digestId, content, meetingOn }, now) =>
      database.inSchool(schoolId, async (tx) => {
        const { version, period } = content;
        const added = await tx
          .insert(digests)
          .values({
            schoolId,
            id: digestId,
            period: period.key,
            version,
            state: 'draft',
            content,
            meetingOn,
            madeAt: now,
          })
          .onConflictDoNothing()
          .returning({ id: digests.id });
        if (added.length === 0) return false;
        const detail = { digest: digestId, period: period.key, version };
        await appendAudit(tx, [{ schoolId, at: now, actorId: null, action: 'digest.made', caseId: null, detail }]);
        return true;
      }),

    approve: (schoolId, digestId, { lessons: learned, by, messages }, now) =>
      database.inSchool(schoolId, async (tx) => {
        const approved = await tx
          .update(digests)
          .set({
            state: 'approved',
            approvedBy: by,
            approvedAt: now,
            content: sql`jsonb_set(${digests.content}, '{lessons}', ${JSON.stringify(learned)}::jsonb)`,
          })
          .where(and(eq(digests.id, digestId), eq(digests.state, 'draft')))
          .returning({ version: digests.version });
        const [row] = approved;
        if (!row) return false;
        const detail = { digest: digestId, version: row.version, lessons: learned.length };
        await appendAudit(tx, [{ schoolId, at: now, actorId: by, action: 'digest.approved', caseId: null, detail }]);
        await queueMessages(tx, schoolId, messages, now);
        return true;
      }),

    howDelivered: (schoolId, keys) =>
      database.inSchool(schoolId, async (tx) => {
        const rows =
          keys.length === 0
            ? []
            : await tx
                .select({ key: outbox.dedupeKey, state: outbox.state })
                .from(outbox)
                .where(and(eq(outbox.schoolId, schoolId), inArray(outbox.dedupeKey, [...keys])));
        return new Map(rows.map(({ key, state }) => [key, ENDED[state] ?? 'given-up']));
      }),

    chartToken: (schoolId, digestId, chart) => {
      const name = `${schoolId}.${digestId}.${chart}`;
      return `${name}.${markOf(schoolId, name).toString('base64url')}`;
    },

    findChart: async (token) => {
      const [, schoolId = '', digestId = '', chart = '', mark = ''] = CHART_TOKEN.exec(token) ?? [];
      if (!keys.hasSchool(schoolId)) return null;
      const expected = markOf(schoolId, `${schoolId}.${digestId}.${chart}`);
      if (!timingSafeEqual(expected, Buffer.from(mark, 'base64url'))) return null;
      const digest = await find(schoolId, digestId);
      return digest && digest.state !== 'withdrawn' ? { digest, chart } : null;
    },
  };
}

function digestOf(row: typeof digests.$inferSelect): StoredDigest {
  return {
    digestId: row.id,
    version: row.version,
    state: row.state as DigestState,
    content: row.content as DigestContent,
    meetingOn: row.meetingOn,
    madeAt: row.madeAt,
    approvedAt: row.approvedAt,
  };
}

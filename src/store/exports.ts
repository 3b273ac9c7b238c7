import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import { type ExportKind, LINK_MINUTES, MOST_WRONG_CODES } from '../core/exports/export-kinds.ts';
import type { AskedExport, ExportDetails, Exports, FoundExport, TakerOf } from '../core/exports/exports.ts';
import type { Role } from '../core/school/roles.ts';
import { appendAudit } from './audit.ts';
import { type CaseRow, caseIs, findVisible } from './case-summary.ts';
import { readWholeCase } from './export-reads.ts';
import { exportLinks } from './export-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { detailsContext, openDetails, readLogPage, readLogRequests } from './log-reads.ts';
import { memberships } from './people-schema.ts';
import { caseRecordName } from './record-names.ts';
import { cases } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { sealJson } from './seal.ts';
import { sealEntry, writeStep } from './write-step.ts';

/** 256 bits: nobody finds a link by trying. */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

type LinkRow = typeof exportLinks.$inferSelect;

/**
 * Makes the links to what is taken out.
 * @param drawCode draws eight letters and digits that are not taken for one another
 */
export function createExports(database: Database, keys: KeyRing, drawCode: () => string): Exports {
  /** The key of a case, or of the school for what belongs to none. */
  const keyOf = (schoolId: string, row: CaseRow | null): Buffer =>
    row ? keys.openDataKey(schoolId, caseRecordName(row.id), row.wrappedKey) : keys.school(schoolId);

  return {
    ask: (schoolId, viewer, asked, now) =>
      database.inSchool(schoolId, async (tx) => {
        const row = asked.caseId === null ? null : await findVisible(tx, caseIs(asked.caseId), viewer, false);
        if (asked.caseId !== null && !row) return null;
        const token = randomBytes(TOKEN_BYTES).toString('base64url');
        const code = drawCode();
        const id = linkIdOf(keys.school(schoolId), asked);
        const { recipient, purpose, withRestricted, digestId, personId } = asked;
        const details: ExportDetails = {
          recipient,
          purpose,
          withRestricted,
          ...(digestId ? { digestId } : {}),
          ...(personId ? { personId } : {}),
        };
        const link = {
          tokenHash: hashToken(token),
          codeHash: hashCode(token, code),
          expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000),
        };
        const inserted = await tx
          .insert(exportLinks)
          .values({
            schoolId,
            id,
            kind: asked.kind,
            caseId: asked.caseId,
            askedBy: viewer.personId,
            askedAt: now,
            detailsSealed: sealJson(keyOf(schoolId, row), details, detailsContext(id)),
            ...link,
          })
          .onConflictDoNothing()
          .returning({ id: exportLinks.id });
        if (inserted.length > 0) {
          const detail = { link: id, kind: asked.kind, recipient: recipient !== '', purpose: purpose !== '' };
          const audited = { schoolId, at: now, actorId: viewer.personId, caseId: asked.caseId, detail };
          await appendAudit(tx, [{ ...audited, action: `${subjectOf(asked)}.export-asked` }]);
        } else {
          // The same request again: the link that was shown before ends, so that one file leaves and no more.
          const [before] = await tx.select().from(exportLinks).where(eq(exportLinks.id, id)).for('update');
          if (!before || before.openedAt !== null) return 'fetched';
          await tx
            .update(exportLinks)
            .set({ ...link, attempts: 0 })
            .where(eq(exportLinks.id, id));
        }
        return { token, code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt: link.expiresAt };
      }),

    find: async (token, code, now) => {
      if (!TOKEN.test(token)) return null;
      const [tokenHash, codeHash] = [hashToken(token), hashCode(token, code)];
      const [found] = await database.outside(
        (sql) => sql<{ school: string | null }[]>`select esafety_school_of_export(${tokenHash}) as school`,
      );
      const schoolId = found?.school;
      if (!schoolId) return null;
      return database.inSchool(schoolId, async (tx) => {
        // Locked: of codes tried at the same time, each is counted.
        const [row] = await tx.select().from(exportLinks).where(eq(exportLinks.tokenHash, tokenHash)).for('update');
        if (!row || !opensStill(row, now)) return null;
        if (!timingSafeEqual(row.codeHash, codeHash)) {
          await tx
            .update(exportLinks)
            .set({ attempts: row.attempts + 1 })
            .where(eq(exportLinks.id, row.id));
          return null;
        }
        const { id: linkId, caseId, askedBy } = row;
        return { schoolId, linkId, token, kind: row.kind as ExportKind, caseId, askedBy };
      });
    },

    read: (found, takerOf, now) =>
      database.inSchool(found.schoolId, async (tx) => {
        const { schoolId, linkId, caseId } = found;
        const [link] = await tx.select().from(exportLinks).where(isLink(found));
        const viewer = link && opensStill(link, now) ? await takerToday(tx, found, takerOf) : null;
        if (!link || !viewer) return null;
        const row = caseId === null ? null : await findVisible(tx, caseIs(caseId), viewer, false);
        const whole = caseId === null ? null : await readWholeCase(tx, keys, caseId, viewer);
        if (caseId !== null && !(row && whole)) return null;
        return { viewer, whole, details: openDetails(keyOf(schoolId, row), link.detailsSealed, linkId) };
      }),

    readLogPage: (schoolId, viewer, withRestricted, after) =>
      database.inSchool(schoolId, (tx) => readLogPage(tx, viewer, withRestricted, after)),

    readLogRequests: (schoolId) => database.inSchool(schoolId, (tx) => readLogRequests(tx, keys, schoolId)),

    restrictedAmong: async (schoolId, references) => {
      if (references.length === 0) return [];
      const rows = await database.inSchool(schoolId, (tx) =>
        tx
          .select({ reference: cases.reference })
          .from(cases)
          .where(and(inArray(cases.reference, references), eq(cases.restricted, true))),
      );
      return rows.map(({ reference }) => reference);
    },

    useUp: (found, takerOf, now) =>
      database.inSchool(found.schoolId, async (tx) => {
        const { schoolId, linkId, kind, caseId, askedBy } = found;
        // Locked and looked at again: of two who fetch it at the same time, one does.
        const [link] = await tx.select().from(exportLinks).where(isLink(found)).for('update');
        const viewer = link && opensStill(link, now) ? await takerToday(tx, found, takerOf) : null;
        if (!link || !viewer) return false;
        const row = caseId === null ? null : await findVisible(tx, caseIs(caseId), viewer, true);
        if (caseId !== null && !row) return false;
        await tx.update(exportLinks).set({ openedAt: now }).where(eq(exportLinks.id, linkId));
        const detail = { link: linkId, kind };
        if (caseId === null) {
          await appendAudit(tx, [
            { schoolId, at: now, actorId: askedBy, caseId, detail, action: `${subjectOf(found)}.exported` },
          ]);
          return true;
        }
        const key = keyOf(schoolId, row);
        const { recipient, purpose } = openDetails(key, link.detailsSealed, linkId);
        const said = { facts: { export: kind, recipient }, text: purpose || null };
        await writeStep(tx, {
          schoolId,
          caseId,
          step: { actorId: askedBy, at: now, messages: [] },
          entry: 'fetched',
          action: 'case.exported',
          text: sealEntry(key, said, caseId, now, askedBy),
          detail,
        });
        return true;
      }),
  };
}

/** A link row as it was found: not one that another link of the same request has ended meanwhile. */
const isLink = ({ linkId, token }: FoundExport) =>
  and(eq(exportLinks.id, linkId), eq(exportLinks.tokenHash, hashToken(token)));

async function takerToday(
  tx: Transaction,
  { schoolId, askedBy }: FoundExport,
  takerOf: TakerOf,
): Promise<Viewer | null> {
  const [place] = await tx
    .select({ roles: memberships.roles, startsOn: memberships.startsOn, endsOn: memberships.endsOn })
    .from(memberships)
    .where(eq(memberships.personId, askedBy));
  return takerOf(place ? { schoolId, ...place, roles: place.roles as Role[] } : null);
}

/** The same for the same request, and found by nobody who does not hold the school's key. */
function linkIdOf(key: Buffer, { key: request, caseId, kind }: AskedExport): string {
  const bytes = createHmac('sha256', key)
    .update(JSON.stringify(['export', caseId, kind, request]))
    .digest();
  // The bits that make it a UUID of version 8, made in a way of its own (RFC 9562).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the audit says was asked for or taken out. */
function subjectOf({ caseId, kind }: Pick<AskedExport, 'caseId' | 'kind'>): string {
  if (caseId !== null) return 'case';
  if (kind === 'incident-log') return 'log';
  return kind === 'governors-digest' ? 'digest' : 'training';
}

function opensStill(row: LinkRow, now: Date): boolean {
  return row.openedAt === null && row.attempts < MOST_WRONG_CODES && now < row.expiresAt;
}

const hashToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Together with the token: eight letters alone could be found from their hash by trying them all. */
function hashCode(token: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`${token}|${plain}`, 'utf8').digest();
}

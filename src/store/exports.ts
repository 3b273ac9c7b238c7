import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type ExportKind, LINK_MINUTES, MOST_WRONG_CODES } from '../core/exports/export-kinds.ts';
import type { AskedExport, Exports, FoundExport } from '../core/exports/exports.ts';
import type { Role } from '../core/school/profile.ts';
import { appendAudit } from './audit.ts';
import { caseIs, findVisible } from './case-summary.ts';
import { readWholeCase } from './export-reads.ts';
import { exportLinks } from './export-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { memberships } from './people-schema.ts';
import type { Database } from './scope.ts';

/** 256 bits: nobody finds a link by trying. */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

type LinkRow = typeof exportLinks.$inferSelect;

/**
 * Makes the links to what is taken out.
 * @param drawCode draws eight letters and digits that are not taken for one another
 */
export function createExports(database: Database, keys: KeyRing, drawCode: () => string): Exports {
  return {
    ask: (schoolId, viewer, asked, now) =>
      database.inSchool(schoolId, async (tx) => {
        if (asked.caseId && !(await findVisible(tx, caseIs(asked.caseId), viewer, false))) return null;
        const token = randomBytes(TOKEN_BYTES).toString('base64url');
        const code = drawCode();
        const id = randomUUID();
        const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000);
        await tx.insert(exportLinks).values({
          schoolId,
          id,
          tokenHash: hashToken(token),
          codeHash: hashCode(token, code),
          kind: asked.kind,
          caseId: asked.caseId,
          askedBy: viewer.personId,
          askedAt: now,
          expiresAt,
        });
        const detail = { link: id, kind: asked.kind, recipient: asked.recipientGiven, purpose: asked.purposeGiven };
        const audited = { schoolId, at: now, actorId: viewer.personId, caseId: asked.caseId, detail };
        await appendAudit(tx, [{ ...audited, action: `${subjectOf(asked)}.export-asked` }]);
        return { token, code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt };
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
        return { schoolId, linkId, kind: row.kind as ExportKind, caseId, askedBy };
      });
    },

    open: (found, viewerOf, now) =>
      database.inSchool(found.schoolId, async (tx) => {
        const { schoolId, linkId, caseId, askedBy } = found;
        // Locked and looked at again: of two who open it at the same time, one does.
        const [row] = await tx.select().from(exportLinks).where(eq(exportLinks.id, linkId)).for('update');
        if (!row || !opensStill(row, now)) return null;
        const [place] = await tx
          .select({ roles: memberships.roles, startsOn: memberships.startsOn, endsOn: memberships.endsOn })
          .from(memberships)
          .where(eq(memberships.personId, askedBy));
        const viewer = viewerOf(place ? { schoolId, ...place, roles: place.roles as Role[] } : null);
        if (!viewer) return null;
        const whole = caseId === null ? null : await readWholeCase(tx, keys, caseId, viewer);
        if (caseId !== null && !whole) return null;
        await tx.update(exportLinks).set({ openedAt: now }).where(eq(exportLinks.id, linkId));
        const audited = { schoolId, at: now, actorId: askedBy, caseId, detail: { link: linkId, kind: found.kind } };
        await appendAudit(tx, [{ ...audited, action: `${subjectOf(found)}.exported` }]);
        return { viewer, whole };
      }),
  };
}

const subjectOf = ({ caseId }: Pick<AskedExport | FoundExport, 'caseId'>): string => (caseId === null ? 'log' : 'case');

function opensStill(row: LinkRow, now: Date): boolean {
  return row.openedAt === null && row.attempts < MOST_WRONG_CODES && now < row.expiresAt;
}

const hashToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Together with the token: eight letters alone could be found from their hash by trying them all. */
function hashCode(token: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`${token}|${plain}`, 'utf8').digest();
}

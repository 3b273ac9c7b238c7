import { and, asc, eq, getTableColumns, inArray, isNull, not, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { ExportDetails } from '../core/exports/exports.ts';
import type { LogCursor, LogPage, LogRequest } from '../core/exports/log-rows.ts';
import { exportLinks } from './export-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { cases, chronology } from './schema.ts';
import type { Transaction } from './scope.ts';
import { openJson } from './seal.ts';
import { visibleTo } from './visible-cases.ts';

/** Few enough that their entries are read at once, far below the time a statement may take. */
const CASES_PER_PAGE = 250;

/** Reads the entries of the next cases of the incident log, the oldest first; what a viewer may not know of is not there. */
export async function readLogPage(
  tx: Transaction,
  viewer: Viewer,
  withRestricted: boolean,
  after: LogCursor | null,
): Promise<LogPage> {
  // As text: the database counts finer than a Date, and a cursor that was cut would come round again.
  const reportedAt = sql<string>`${cases.reportedAt}::text`;
  const found = await tx
    .select({ id: cases.id, reference: cases.reference, reportedAt })
    .from(cases)
    .where(
      and(
        visibleTo(viewer),
        withRestricted ? undefined : not(cases.restricted),
        after
          ? sql`(${cases.reportedAt}, ${cases.id}) > (${after.reportedAt}::timestamptz, ${after.caseId}::uuid)`
          : undefined,
      ),
    )
    // The index on the newest first, read backwards.
    .orderBy(sql`${cases.reportedAt} asc nulls first, ${cases.id} asc nulls first`)
    .limit(CASES_PER_PAGE);
  const last = found.at(-1);
  if (!last) return { rows: [], next: null };
  const ids = found.map(({ id }) => id);
  const { textSealed: _, ...columns } = getTableColumns(chronology);
  const entries = await tx
    .select(columns)
    .from(chronology)
    .where(inArray(chronology.caseId, ids))
    .orderBy(asc(chronology.caseId), asc(chronology.seq));
  const byCase = new Map<string, typeof entries>();
  for (const entry of entries) byCase.set(entry.caseId, [...(byCase.get(entry.caseId) ?? []), entry]);
  return {
    rows: found.flatMap(({ id, reference }) =>
      (byCase.get(id) ?? []).map(({ at, entry, actorId }) => ({ reference, at, entry, actorId })),
    ),
    next: found.length < CASES_PER_PAGE ? null : { reportedAt: last.reportedAt, caseId: last.id },
  };
}

/** Reads who asked for the incident log so far, for whom and why, the oldest first. */
export async function readLogRequests(tx: Transaction, keys: KeyRing, schoolId: string): Promise<LogRequest[]> {
  const rows = await tx
    .select()
    .from(exportLinks)
    .where(and(eq(exportLinks.schoolId, schoolId), isNull(exportLinks.caseId), eq(exportLinks.kind, 'incident-log')))
    .orderBy(asc(exportLinks.askedAt), asc(exportLinks.id));
  return rows.map(({ id, askedBy, askedAt, openedAt, detailsSealed }) => ({
    linkId: id,
    askedBy,
    askedAt,
    fetchedAt: openedAt,
    ...openDetails(keys.school(schoolId), detailsSealed, id),
  }));
}

/** What seals for whom a file is and why: it opens beside its own link alone. */
export const detailsContext = (linkId: string): string => `export|${linkId}`;

/** Opens for whom a file is and why; nothing where a link has no such words. */
export function openDetails(key: Buffer, sealed: Buffer | null, linkId: string): ExportDetails {
  if (!sealed) return { recipient: '', purpose: '', withRestricted: false };
  return openJson<ExportDetails>(key, sealed, detailsContext(linkId));
}

import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { ConcernBody } from '../core/incidents/case-record.ts';
import type { CaseListStore, PupilEntry, PupilPage } from '../core/incidents/list-store.ts';
import { appendAudit } from './audit.ts';
import { summaryColumns, summaryOf } from './case-summary.ts';
import type { KeyRing } from './key-ring.ts';
import { newestFirst } from './list-cases.ts';
import { openPupil } from './pupils.ts';
import { caseRecordName } from './record-names.ts';
import { casesNamingTheSame } from './same-pupil.ts';
import { casePeople, cases, chronology, subjects } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openJson } from './seal.ts';
import { visibleTo } from './visible-cases.ts';
import { openEntry } from './write-step.ts';

/** Entries of a page, and the bytes of their sealed texts: what a dialog carries with room to spare. */
const PAGE_ENTRIES = 15;
const PAGE_BYTES = 14_000;
const WRITTEN = /^([0-9a-z]{1,9})\.([0-9a-z]{1,12})$/;

type EntryRow = typeof chronology.$inferSelect;

/**
 * A pupil's chronology across the cases that name the same pupil and that the viewer may know of, a page at a time from its
 * end. Each case that is opened for the page is audited in the same transaction.
 */
export function pupilPage(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  subjectId: string,
  viewer: Viewer,
  { at, before }: Parameters<CaseListStore['pupilPage']>[3],
): Promise<PupilPage | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [own] = await tx
      .select({ subject: subjects, caseId: cases.id })
      .from(subjects)
      .innerJoin(casePeople, and(eq(casePeople.schoolId, subjects.schoolId), eq(casePeople.subjectId, subjects.id)))
      .innerJoin(cases, and(eq(cases.schoolId, casePeople.schoolId), eq(cases.id, casePeople.caseId)))
      .where(and(eq(subjects.id, subjectId), isNull(casePeople.withdrawnAt), visibleTo(viewer)))
      .limit(1);
    if (!own) return null;
    const same = casesNamingTheSame(schoolId, own.caseId);
    const naming = await tx
      .select({ ...summaryColumns, wrappedKey: cases.wrappedKey })
      .from(cases)
      .where(
        and(
          sql`("cases"."id" = ${own.caseId}::uuid or "cases"."id" in (
            select same.case_id from ${same} same where same.name_index = ${own.subject.nameIndex}::bytea))`,
          visibleTo(viewer),
        ),
      )
      .orderBy(...newestFirst);
    const { rows, older } = await readEntries(
      tx,
      naming.map(({ id }) => id),
      before,
    );
    const opened = new Set([own.caseId, ...rows.map(({ caseId }) => caseId)]);
    const audited = { schoolId, at, actorId: viewer.personId, action: 'case.viewed', detail: { part: 'pupil' } };
    await appendAudit(
      tx,
      [...opened].map((caseId) => ({ ...audited, caseId })),
    );
    const keyOf = new Map(
      naming.map(({ id, wrappedKey }) => [id, keys.openDataKey(schoolId, caseRecordName(id), wrappedKey)]),
    );
    const accounts = await openAccounts(tx, keyOf, rows);
    const references = new Map(naming.map(({ id, reference }) => [id, reference]));
    return {
      name: openPupil(keys, own.subject).name,
      cases: naming.map(summaryOf),
      entries: rows.map((row) => openRow(row, keyOf, accounts, references)),
      older,
    };
  });
}

/** The newest entries before a place, as many as a page carries, the oldest first; an entry is never divided. */
async function readEntries(
  tx: Transaction,
  caseIds: string[],
  before: string | null,
): Promise<{ rows: EntryRow[]; older: string | null }> {
  const found = await tx
    .select({
      row: chronology,
      bytes: sql<number>`coalesce(octet_length("chronology"."text_sealed"),
        case when "chronology"."entry" = 'recorded' then (select octet_length(c.body_sealed) from cases c
          where c.school_id = "chronology"."school_id" and c.id = "chronology"."case_id") end, 0)`,
    })
    .from(chronology)
    .where(and(inArray(chronology.caseId, caseIds), isBefore(before)))
    .orderBy(desc(chronology.at), desc(chronology.seq))
    .limit(PAGE_ENTRIES + 1);
  let taken = 0;
  for (let room = PAGE_BYTES; taken < Math.min(found.length, PAGE_ENTRIES); taken += 1) {
    room -= found[taken]?.bytes ?? 0;
    if (room < 0 && taken > 0) break;
  }
  const rows = found.slice(0, taken).map(({ row }) => row);
  const last = rows.at(-1);
  return { rows: rows.reverse(), older: last && found.length > taken ? writePlace(last) : null };
}

const writePlace = ({ at, seq }: EntryRow): string => `${at.getTime().toString(36)}.${seq.toString(36)}`;

/** The condition for entries before a place as a button brought it; anything else begins at the end. */
function isBefore(place: string | null): SQL | undefined {
  const [, at = '', seq = ''] = WRITTEN.exec(place ?? '') ?? [];
  const moment = new Date(Number.parseInt(at, 36));
  if (Number.isNaN(moment.getTime())) return undefined;
  return sql`("chronology"."at", "chronology"."seq") < (${moment.toISOString()}::timestamptz, ${Number.parseInt(seq, 36)}::bigint)`;
}

/** What was reported, for the entries that say that it was. */
async function openAccounts(
  tx: Transaction,
  keyOf: ReadonlyMap<string, Buffer>,
  rows: EntryRow[],
): Promise<Map<string, string>> {
  const ids = rows.filter(({ entry }) => entry === 'recorded').map(({ caseId }) => caseId);
  if (ids.length === 0) return new Map();
  const sealed = await tx
    .select({ id: cases.id, bodySealed: cases.bodySealed })
    .from(cases)
    .where(inArray(cases.id, ids));
  return new Map(
    sealed.map(({ id, bodySealed }) => {
      const body = openJson<ConcernBody>(keyOf.get(id) as Buffer, bodySealed, `${caseRecordName(id)}|body`);
      return [id, body.what];
    }),
  );
}

function openRow(
  { caseId, at, actorId, entry, textSealed }: EntryRow,
  keyOf: ReadonlyMap<string, Buffer>,
  accounts: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, string>,
): PupilEntry {
  const said = textSealed
    ? openEntry(keyOf.get(caseId) as Buffer, textSealed, caseId, at, actorId)
    : { facts: {}, text: entry === 'recorded' ? (accounts.get(caseId) ?? null) : null };
  return { at, reference: references.get(caseId) ?? '', actorId, entry, ...said };
}

import { setImmediate } from 'node:timers/promises';
import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { ConcernBody } from '../core/incidents/case-record.ts';
import type { CaseListStore, CaseQuery, FoundCases } from '../core/incidents/list-store.ts';
import { localDay } from '../core/school/calendar.ts';
import { appendAudit } from './audit.ts';
import { summaryColumns, summaryOf } from './case-summary.ts';
import type { KeyRing } from './key-ring.ts';
import { isBehind, newestFirst } from './list-cases.ts';
import { matchWords } from './match-words.ts';
import { caseRecordName } from './record-names.ts';
import { cases, chronology } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { blindIndex, openJson } from './seal.ts';
import { visibleTo } from './visible-cases.ts';
import { openEntry } from './write-step.ts';

const BATCH_CASES = 200;
/** Opening is work of the processor: after so many cases whoever else clicked is answered. */
const CASES_BETWEEN_BREATHS = 20;

/** A case on its way through a search. */
interface Candidate {
  caseId: string;
  reportedAt: Date;
  wrappedKey: Buffer;
  bodySealed: Buffer;
}

/**
 * Looks for cases, the newest first. Texts are sealed, so words are looked for by opening case after case until a page is
 * full or the time is up; nothing of it is kept. See docs/decisions/0019-search-scans.md.
 * @param monotonic milliseconds of a clock that nobody sets
 */
export async function findCases(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  viewer: Viewer,
  query: CaseQuery,
  { at, limit, patienceMilliseconds }: Parameters<CaseListStore['findCases']>[3],
  monotonic: () => number = () => performance.now(),
): Promise<FoundCases> {
  const started = monotonic();
  const condition = conditionOf(keys, schoolId, viewer, query);
  const matches = query.text === null ? null : matchWords(query.text);
  const found: Candidate[] = [];
  let first: Candidate | undefined;
  let last: Candidate | undefined;
  let opened = 0;
  let lookedBackTo: Date | null = null;
  for (let more = true; more; ) {
    const size = matches ? BATCH_CASES : limit + 1;
    const batch = await database.inSchool(schoolId, async (tx) => {
      const rows = await readBatch(tx, condition, last, size);
      return { rows, hits: matches ? await openAndMatch(tx, keys, schoolId, rows, matches) : rows };
    });
    found.push(...batch.hits);
    opened += matches ? batch.rows.length : 0;
    first ??= batch.rows[0];
    last = batch.rows.at(-1) ?? last;
    more = batch.rows.length === size;
    if (found.length > limit) {
      lookedBackTo = found[limit]?.reportedAt ?? null;
      break;
    }
    // Whoever goes on from here asks for a day: it has to be an earlier one than this search began with.
    const isFurther = first && last && localDay(last.reportedAt) < localDay(first.reportedAt);
    if (more && isFurther && monotonic() - started >= patienceMilliseconds) {
      lookedBackTo = last?.reportedAt ?? null;
      break;
    }
  }
  return database.inSchool(schoolId, async (tx) => {
    if (matches || query.pupil !== null) {
      // What was looked for is never written down: it would tell of a child what the record seals.
      const detail = { texts: matches !== null, pupil: query.pupil !== null, opened };
      await appendAudit(tx, [
        { schoolId, at, actorId: viewer.personId, action: 'cases.searched', caseId: null, detail },
      ]);
    }
    return { cases: await readSummaries(tx, viewer, found.slice(0, limit + 1)), lookedBackTo };
  });
}

function conditionOf(
  keys: KeyRing,
  schoolId: string,
  viewer: Viewer,
  { status, category, pupil, before }: CaseQuery,
): SQL | undefined {
  return and(
    status === null ? undefined : eq(cases.status, status),
    category === null ? undefined : eq(cases.category, category),
    before === null ? undefined : sql`"cases"."reported_at" < ${before.toISOString()}::timestamptz`,
    pupil === null ? undefined : names(schoolId, blindIndex(keys.pupilIndex(schoolId), pupil)),
    visibleTo(viewer),
  );
}

const names = (schoolId: string, nameIndex: Buffer): SQL => sql`"cases"."id" in (
  select p.case_id from subjects s join case_people p on p.school_id = s.school_id and p.subject_id = s.id
  where s.school_id = ${schoolId} and s.name_index = ${nameIndex}::bytea and p.withdrawn_at is null)`;

function readBatch(
  tx: Transaction,
  condition: SQL | undefined,
  last: Candidate | undefined,
  size: number,
): Promise<Candidate[]> {
  return tx
    .select({
      caseId: cases.id,
      reportedAt: cases.reportedAt,
      wrappedKey: cases.wrappedKey,
      bodySealed: cases.bodySealed,
    })
    .from(cases)
    .where(and(condition, last && isBehind(last)))
    .orderBy(...newestFirst)
    .limit(size);
}

/** Opens the report and the entries of each case and keeps those in which the words stand. */
async function openAndMatch(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  batch: Candidate[],
  matches: (texts: readonly string[]) => boolean,
): Promise<Candidate[]> {
  if (batch.length === 0) return [];
  const ids = batch.map(({ caseId }) => caseId);
  const entries = await tx
    .select({
      caseId: chronology.caseId,
      at: chronology.at,
      actorId: chronology.actorId,
      textSealed: chronology.textSealed,
    })
    .from(chronology)
    .where(and(inArray(chronology.caseId, ids), isNotNull(chronology.textSealed)));
  const entriesOf = new Map<string, typeof entries>();
  for (const entry of entries) {
    const others = entriesOf.get(entry.caseId);
    if (others) others.push(entry);
    else entriesOf.set(entry.caseId, [entry]);
  }
  const matching: Candidate[] = [];
  for (const [index, candidate] of batch.entries()) {
    if (index % CASES_BETWEEN_BREATHS === 0) await setImmediate();
    const { caseId, wrappedKey, bodySealed } = candidate;
    const record = caseRecordName(caseId);
    const key = keys.openDataKey(schoolId, record, wrappedKey);
    const texts = textsOf(openJson<ConcernBody>(key, bodySealed, `${record}|body`));
    for (const { at, actorId, textSealed } of entriesOf.get(caseId) ?? []) {
      if (!textSealed) continue;
      const { facts, text } = openEntry(key, textSealed, caseId, at, actorId);
      texts.push(...Object.values(facts), text ?? '');
    }
    if (matches(texts)) matching.push(candidate);
  }
  return matching;
}

function textsOf({ what, who, adult, childWords, urls, device, immediateAction }: ConcernBody): string[] {
  return [what, ...who, adult, childWords, ...urls, device, immediateAction].map((text) => text ?? '');
}

/** Asked again whether the viewer may know of them: access may have ended while others were opened. */
async function readSummaries(tx: Transaction, viewer: Viewer, found: Candidate[]): Promise<FoundCases['cases']> {
  if (found.length === 0) return [];
  const ids = found.map(({ caseId }) => caseId);
  const rows = await tx
    .select(summaryColumns)
    .from(cases)
    .where(and(inArray(cases.id, ids), visibleTo(viewer)))
    .orderBy(...newestFirst);
  return rows.map(summaryOf);
}

import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseReader, WholeCase, WholeSubject } from '../core/exports/whole-case.ts';
import type { ConcernBody } from '../core/incidents/case-record.ts';
import type { Outcome, ParentsInformed } from '../core/incidents/taxonomy.ts';
import { caseIs, factsOf, findVisible, summaryOf } from './case-summary.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName, subjectRecordName } from './record-names.ts';
import { auditEntries, casePeople, chronology, subjects } from './schema.ts';
import type { Transaction } from './scope.ts';
import { openJson } from './seal.ts';
import { openEntry } from './write-step.ts';

/**
 * Reads a case as a whole, every entry of its chronology, for a viewer who may know of it; null alike for a missing case. It is
 * written down when the file is fetched, without which none of it leaves.
 */
export async function readWholeCase(
  tx: Transaction,
  keys: KeyRing,
  caseId: string,
  viewer: Viewer,
): Promise<WholeCase | null> {
  const row = await findVisible(tx, caseIs(caseId), viewer, false);
  if (!row) return null;
  const record = caseRecordName(caseId);
  const key = keys.openDataKey(row.schoolId, record, row.wrappedKey);
  const entries = await tx.select().from(chronology).where(eq(chronology.caseId, caseId)).orderBy(asc(chronology.seq));
  return {
    ...summaryOf(row),
    ...factsOf(row),
    childProtection: row.childProtection,
    sendSupport: row.sendSupport,
    outcome: row.outcome as Outcome | null,
    parentsInformed: row.parentsInformed as ParentsInformed | null,
    closedAt: row.closedAt,
    body: openJson<ConcernBody>(key, row.bodySealed, `${record}|body`),
    subjects: await readSubjects(tx, keys, row.schoolId, caseId),
    chronology: entries.map(({ at, actorId, entry, textSealed }) => ({
      at,
      actorId,
      entry,
      ...(textSealed ? openEntry(key, textSealed, caseId, at, actorId) : { facts: {}, text: null }),
    })),
    readers: await readReaders(tx, caseId),
  };
}

async function readSubjects(tx: Transaction, keys: KeyRing, schoolId: string, caseId: string): Promise<WholeSubject[]> {
  const rows = await tx
    .select({ id: subjects.id, wrappedKey: subjects.wrappedKey, details: subjects.detailsSealed })
    .from(casePeople)
    .innerJoin(subjects, eq(subjects.id, casePeople.subjectId))
    .where(and(eq(casePeople.caseId, caseId), isNull(casePeople.withdrawnAt)));
  return rows
    .map(({ id, wrappedKey, details }) => {
      const record = subjectRecordName(id);
      const key = keys.openDataKey(schoolId, record, wrappedKey);
      const opened = openJson<Partial<WholeSubject> & { name: string }>(key, details, `${record}|details`);
      return { details: null, birthDate: null, pupilId: null, ...opened };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** Who saw, changed and took out a case, from the audit rows: each once, in the order in which they came to it. */
async function readReaders(tx: Transaction, caseId: string): Promise<CaseReader[]> {
  const [seen, takenOut] = [
    sql`action ~ '(viewed|opened|handed-off)$'`,
    sql`action ~ '(exported|export-asked|taken-out)$'`,
  ];
  const rows = await tx
    .select({
      actorId: auditEntries.actorId,
      seen: sql<number>`(count(*) filter (where ${seen}))::int`,
      takenOut: sql<number>`(count(*) filter (where action ~ 'exported$'))::int`,
      changed: sql<number>`(count(*) filter (where not ${seen} and not ${takenOut}))::int`,
      first: sql<string | Date>`min(${auditEntries.at})`,
      last: sql<string | Date>`max(${auditEntries.at})`,
    })
    .from(auditEntries)
    .where(eq(auditEntries.caseId, caseId))
    .groupBy(auditEntries.actorId)
    .orderBy(sql`min(${auditEntries.seq})`);
  return rows.map((row) => ({ ...row, first: new Date(row.first), last: new Date(row.last) }));
}

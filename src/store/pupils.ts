import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseRecord } from '../core/incidents/case-record.ts';
import type { KeyRing } from './key-ring.ts';
import { newestFirst } from './list-cases.ts';
import { subjectRecordName } from './record-names.ts';
import { casesNamingTheSame, isEarlierThan } from './same-pupil.ts';
import { casePeople, cases, subjects } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openJson } from './seal.ts';
import { visibleTo } from './visible-cases.ts';

/** References of earlier cases that name a pupil of this one, the newest first. */
export function earlierCases(database: Database, schoolId: string, caseId: string, viewer: Viewer): Promise<string[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({ reference: cases.reference })
      .from(cases)
      .where(
        and(
          sql`"cases"."id" in (select same.case_id from ${casesNamingTheSame(schoolId, caseId)} same)`,
          isEarlierThan(schoolId, caseId),
          visibleTo(viewer),
        ),
      )
      .orderBy(...newestFirst);
    return rows.map(({ reference }) => reference);
  });
}

/** The pupils of a case that earlier cases the viewer may know of name too, each with those references, the newest first. */
export async function readPupilsNamedBefore(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
): Promise<CaseRecord['pupils']> {
  const named = await tx
    .select({ nameIndex: sql<Buffer>`same.name_index`, reference: cases.reference })
    .from(cases)
    .innerJoin(sql`${casesNamingTheSame(schoolId, caseId)} same`, sql`same.case_id = "cases"."id"`)
    .where(and(isEarlierThan(schoolId, caseId), visibleTo(viewer)))
    .orderBy(...newestFirst);
  if (named.length === 0) return [];
  const own = await tx
    .select({ subject: subjects })
    .from(casePeople)
    .innerJoin(subjects, and(eq(subjects.schoolId, casePeople.schoolId), eq(subjects.id, casePeople.subjectId)))
    .where(
      and(
        eq(casePeople.caseId, caseId),
        isNull(casePeople.withdrawnAt),
        inArray(
          subjects.nameIndex,
          named.map(({ nameIndex }) => nameIndex),
        ),
      ),
    )
    .orderBy(subjects.id);
  // Somebody may be named twice: by the report, and again with a date of birth.
  const pupils = new Map(own.map(({ subject }) => [subject.nameIndex.toString('hex'), subject]));
  return [...pupils.values()].map((subject) => ({
    subjectId: subject.id,
    name: openPupil(keys, subject).name,
    earlier: named.filter(({ nameIndex }) => nameIndex.equals(subject.nameIndex)).map(({ reference }) => reference),
  }));
}

/** Opens what is sealed of a pupil. */
export function openPupil(
  keys: KeyRing,
  subject: typeof subjects.$inferSelect,
): { name: string; details: string | null } {
  const record = subjectRecordName(subject.id);
  const key = keys.openDataKey(subject.schoolId, record, subject.wrappedKey);
  const { name, details } = openJson<{ name: string; details: string | null }>(
    key,
    subject.detailsSealed,
    `${record}|details`,
  );
  return { name, details };
}

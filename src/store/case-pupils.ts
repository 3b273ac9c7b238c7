import { and, eq, isNull } from 'drizzle-orm';
import type { NewPupil } from '../core/incidents/case-work.ts';
import type { KeyRing } from './key-ring.ts';
import { subjectRecordName } from './record-names.ts';
import { casePeople, subjects } from './schema.ts';
import type { Transaction } from './scope.ts';
import { blindIndex, openJson, sealJson } from './seal.ts';

/** What a change to the pupils of one case is written with. */
interface Writing {
  tx: Transaction;
  keys: KeyRing;
  schoolId: string;
  caseId: string;
  at: Date;
}

type Details = Omit<NewPupil, 'subjectId'>;

/**
 * Adds a pupil to a case. Where the case names the same child already, the new row is that child's with what both say, and the
 * one before no longer counts; the same name with another date of birth or number is another child.
 */
export async function addPupil(writing: Writing, { subjectId, ...given }: NewPupil): Promise<void> {
  const { tx, keys, schoolId, caseId } = writing;
  const index = keys.pupilIndex(schoolId);
  const nameIndex = blindIndex(index, given.name);
  const named = await tx
    .select({ subject: subjects })
    .from(casePeople)
    .innerJoin(subjects, and(eq(subjects.schoolId, casePeople.schoolId), eq(subjects.id, casePeople.subjectId)))
    .where(and(eq(casePeople.caseId, caseId), isNull(casePeople.withdrawnAt), eq(subjects.nameIndex, nameIndex)));
  let details: Details = given;
  for (const { subject } of named) {
    const before = openDetails(keys, subject);
    if (differ(before.birthDate, given.birthDate) || differ(before.pupilId, given.pupilId)) continue;
    details = {
      name: given.name,
      details: details.details ?? before.details ?? null,
      birthDate: details.birthDate ?? before.birthDate ?? null,
      pupilId: details.pupilId ?? before.pupilId ?? null,
    };
    await withdrawPupil(writing, subject.id);
  }
  const record = subjectRecordName(subjectId);
  const dataKey = keys.newDataKey(schoolId, record);
  await tx.insert(subjects).values({
    schoolId,
    id: subjectId,
    wrappedKey: dataKey.wrapped,
    detailsSealed: sealJson(dataKey.key, details, `${record}|details`),
    nameIndex,
    birthIndex: details.birthDate ? blindIndex(index, `birth|${details.birthDate}`) : null,
    pupilIdIndex: details.pupilId ? blindIndex(index, `pupil|${details.pupilId}`) : null,
  });
  await tx.insert(casePeople).values({ schoolId, caseId, id: crypto.randomUUID(), part: 'involved', subjectId });
}

/** Marks a pupil as not involved in a case; the row stays. False where the case does not name the pupil (any more). */
export async function withdrawPupil({ tx, caseId, at }: Writing, subjectId: string): Promise<boolean> {
  const withdrawn = await tx
    .update(casePeople)
    .set({ withdrawnAt: at })
    .where(and(eq(casePeople.caseId, caseId), eq(casePeople.subjectId, subjectId), isNull(casePeople.withdrawnAt)))
    .returning({ id: casePeople.id });
  return withdrawn.length > 0;
}

function openDetails(keys: KeyRing, { schoolId, id, wrappedKey, detailsSealed }: typeof subjects.$inferSelect) {
  const record = subjectRecordName(id);
  return openJson<Partial<Details>>(keys.openDataKey(schoolId, record, wrappedKey), detailsSealed, `${record}|details`);
}

const differ = (one: string | null | undefined, other: string | null): boolean =>
  Boolean(one && other && one !== other);

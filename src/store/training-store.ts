import { and, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Acknowledgement, CourseRecord, TrainingStore } from '../core/training/training-store.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import { idempotencyKey } from './record-names.ts';
import { idempotencyKeys } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { readClassCounts, readLines, readState } from './training-reads.ts';
import { acknowledgements, askedItems, classCounts, inductions, trainingRecords } from './training-schema.ts';

const ROWS_AT_ONCE = 1_000;

/** The record of what people have read and learned, over one database. */
export function createTrainingStore(database: Database, keys: KeyRing): TrainingStore {
  return {
    readState: (schoolId, year, personId) => readState(database, schoolId, year, personId),
    noteAsked: (schoolId, year, items) =>
      database.inSchool(schoolId, async (tx) => {
        await tx
          .insert(askedItems)
          .values(items.map((item) => ({ schoolId, year, ...item })))
          .onConflictDoNothing();
      }),
    noteStarters: (schoolId, starters) =>
      database.inSchool(schoolId, async (tx) => {
        await tx
          .insert(inductions)
          .values(starters.map((starter) => ({ schoolId, ...starter })))
          .onConflictDoNothing();
      }),
    noteAdded: (schoolId, personIds, { today, atWorkBefore }) =>
      database.inSchool(schoolId, async (tx) => {
        const [earlier] = await tx
          .select({ on: askedItems.askedOn })
          .from(askedItems)
          .where(lt(askedItems.askedOn, atWorkBefore))
          .limit(1);
        if (!earlier || personIds.length === 0) return;
        const starters = personIds.map((personId) => ({ schoolId, personId, startedOn: today }));
        await tx.insert(inductions).values(starters).onConflictDoNothing();
      }),
    beginInduction: (schoolId, { personId, startedOn }, { by, at, messages }) =>
      database.inSchool(schoolId, async (tx) => {
        const begun = await tx
          .insert(inductions)
          .values({ schoolId, personId, startedOn, startedBy: by })
          .onConflictDoUpdate({
            target: [inductions.schoolId, inductions.personId],
            set: { startedOn, startedBy: by, completedOn: null },
            setWhere: isNotNull(inductions.completedOn),
          })
          .returning({ personId: inductions.personId });
        if (begun.length === 0) return false;
        const detail = { person: personId, from: startedOn };
        await appendAudit(tx, [{ schoolId, at, actorId: by, action: 'induction.begun', caseId: null, detail }]);
        await queueMessages(tx, schoolId, messages, at);
        return true;
      }),
    completeInductions: (schoolId, personIds, { on, at }) =>
      database.inSchool(schoolId, async (tx) => {
        const completed = await tx
          .update(inductions)
          .set({ completedOn: on })
          .where(and(inArray(inductions.personId, [...personIds]), isNull(inductions.completedOn)))
          .returning({ personId: inductions.personId });
        await appendAudit(
          tx,
          completed.map(({ personId }) => ({
            schoolId,
            at,
            actorId: null,
            action: 'induction.completed',
            caseId: null,
            detail: { person: personId },
          })),
        );
      }),
    acknowledge: (schoolId, given) =>
      database.inSchool(schoolId, async (tx) => {
        const [kept] = await insertAcknowledgements(tx, schoolId, [{ ...given, how: 'chat', source: null }]);
        if (!kept) return;
        const { personId: actorId, at, document, version, year } = given;
        const detail = { document, version, year };
        await appendAudit(tx, [{ schoolId, at, actorId, action: 'document.acknowledged', caseId: null, detail }]);
      }),
    recordCourses: (schoolId, records, { by, at }) =>
      database.inSchool(schoolId, async (tx) => {
        const kept = await insertCourses(tx, schoolId, records, { by, at });
        await appendAudit(
          tx,
          kept.map(({ id, personId }) => ({
            schoolId,
            at,
            actorId: by,
            action: 'training.recorded',
            caseId: null,
            detail: { record: id, person: personId },
          })),
        );
      }),
    importRecords: (schoolId, given, at) =>
      database.inSchool(schoolId, async (tx) => {
        const read = await insertAcknowledgements(tx, schoolId, given.acknowledgements);
        const learned = await insertCourses(tx, schoolId, given.courses, { by: null, at });
        const counts = { acknowledgements: read.length, courses: learned.length };
        await appendAudit(tx, [
          { schoolId, at, actorId: null, action: 'training.imported', caseId: null, detail: counts },
        ]);
        return counts;
      }),
    countClass: (schoolId, year, { signed, total, ...where }, { by, at, key }) =>
      database.inSchool(schoolId, async (tx) => {
        // A later count may stand there already: the same form, delivered again, must not put the earlier one back.
        const once = { schoolId, key: idempotencyKey(keys, schoolId, key), caseId: by, answer: {}, createdAt: at };
        const fresh = await tx.insert(idempotencyKeys).values(once).onConflictDoNothing().returning();
        if (fresh.length === 0) return;
        await tx
          .insert(classCounts)
          .values({ schoolId, year, ...where, signed, total, by, at })
          .onConflictDoUpdate({
            target: [
              classCounts.schoolId,
              classCounts.audience,
              classCounts.className,
              classCounts.document,
              classCounts.year,
            ],
            set: { signed, total, by, at },
          });
        const { audience, document } = where;
        // Without the class, which somebody may have typed: nothing can be taken out of the audit again.
        const detail = { audience, document, year, signed, total };
        await appendAudit(tx, [{ schoolId, at, actorId: by, action: 'class.counted', caseId: null, detail }]);
      }),
    classCounts: (schoolId, year) => readClassCounts(database, schoolId, year),
    noteNamesShown: (schoolId, { by, at }) =>
      database.inSchool(schoolId, (tx) =>
        appendAudit(tx, [{ schoolId, at, actorId: by, action: 'training.names-shown', caseId: null, detail: {} }]),
      ),
    readLines: (schoolId, personId, reader) => readLines(database, schoolId, personId, reader),
  };
}

/** What of it was not there yet. */
async function insertAcknowledgements(
  tx: Transaction,
  schoolId: string,
  given: readonly Acknowledgement[],
): Promise<{ personId: string }[]> {
  const kept: { personId: string }[] = [];
  for (const some of inParts(given)) {
    const added = await tx
      .insert(acknowledgements)
      .values(some.map((row) => ({ schoolId, ...row })))
      .onConflictDoNothing()
      .returning({ personId: acknowledgements.personId });
    kept.push(...added);
  }
  return kept;
}

/** What of it was not there yet. */
async function insertCourses(
  tx: Transaction,
  schoolId: string,
  records: readonly CourseRecord[],
  { by, at }: { by: string | null; at: Date },
): Promise<{ id: string; personId: string }[]> {
  const kept: { id: string; personId: string }[] = [];
  for (const some of inParts(records)) {
    const added = await tx
      .insert(trainingRecords)
      .values(some.map((row) => ({ schoolId, id: crypto.randomUUID(), ...row, recordedBy: by, recordedAt: at })))
      .onConflictDoNothing()
      .returning({ id: trainingRecords.id, personId: trainingRecords.personId });
    kept.push(...added);
  }
  return kept;
}

/** Rows by the thousand: one statement carries 65,535 values, and a trust's list has more. */
function* inParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}

import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { academicYearOf } from '../core/school/school-year.ts';
import type { ClassCount, TrainingLine, TrainingState } from '../core/training/training-store.ts';
import { appendAudit } from './audit.ts';
import type { Database, Transaction } from './scope.ts';
import { acknowledgements, askedItems, classCounts, inductions, trainingRecords } from './training-schema.ts';

/** How far everybody is in an academic year, or one person. */
export function readState(
  database: Database,
  schoolId: string,
  year: string,
  personId: string | null,
): Promise<TrainingState> {
  const only = (
    column: typeof inductions.personId | typeof acknowledgements.personId | typeof trainingRecords.personId,
  ) => (personId === null ? undefined : eq(column, personId));
  return database.inSchool(schoolId, async (tx) => {
    const open = tx.select({ personId: inductions.personId }).from(inductions).where(isNull(inductions.completedOn));
    // Sent together: most of what a message in September takes would be the ways there and back.
    const [given, courses, asked, begun, counted] = await Promise.all([
      tx
        .select({
          personId: acknowledgements.personId,
          document: acknowledgements.document,
          version: acknowledgements.version,
        })
        .from(acknowledgements)
        .where(
          and(
            only(acknowledgements.personId),
            or(eq(acknowledgements.year, year), inArray(acknowledgements.personId, open)),
          ),
        ),
      tx
        .select({
          personId: trainingRecords.personId,
          course: trainingRecords.course,
          completedOn: sql<string>`max(${trainingRecords.completedOn})`,
        })
        .from(trainingRecords)
        .where(only(trainingRecords.personId))
        .groupBy(trainingRecords.personId, trainingRecords.course),
      tx
        .select({
          kind: sql<'document' | 'course'>`${askedItems.kind}`,
          title: askedItems.title,
          version: askedItems.version,
          askedOn: askedItems.askedOn,
        })
        .from(askedItems)
        .where(eq(askedItems.year, year)),
      tx
        .select({
          personId: inductions.personId,
          startedOn: inductions.startedOn,
          startedBy: inductions.startedBy,
          completedOn: inductions.completedOn,
        })
        .from(inductions)
        .where(only(inductions.personId)),
      tx.selectDistinct({ document: classCounts.document }).from(classCounts).where(eq(classCounts.year, year)),
    ]);
    return {
      acknowledgements: given,
      courses,
      asked,
      inductions: begun,
      counted: counted.map(({ document }) => document),
    };
  });
}

/** How many of each class have signed what in an academic year. */
export function readClassCounts(database: Database, schoolId: string, year: string): Promise<ClassCount[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select()
      .from(classCounts)
      .where(eq(classCounts.year, year))
      .orderBy(classCounts.document, classCounts.audience, classCounts.className);
    return rows.map(({ audience, className, document, signed, total }) => ({
      audience: audience === 'parents' ? 'parents' : 'pupils',
      className,
      document,
      signed,
      total,
    }));
  });
}

/** Everything that was read and learned, of everybody or of one person, with an audit row for whoever looks at it. */
export function readLines(
  database: Database,
  schoolId: string,
  personId: string | null,
  reader: { by: string; at: Date },
): Promise<TrainingLine[]> {
  return database.inSchool(schoolId, async (tx) => {
    await appendAudit(tx, [
      { schoolId, at: reader.at, actorId: reader.by, action: 'training.read', caseId: null, detail: { of: personId } },
    ]);
    return linesOf(tx, personId);
  });
}

/** What was read and learned, documents first, the earliest first. */
export async function linesOf(tx: Transaction, personId: string | null): Promise<TrainingLine[]> {
  const given = await tx
    .select()
    .from(acknowledgements)
    .where(personId === null ? undefined : eq(acknowledgements.personId, personId))
    .orderBy(acknowledgements.at, acknowledgements.document);
  const done = await tx
    .select()
    .from(trainingRecords)
    .where(personId === null ? undefined : eq(trainingRecords.personId, personId))
    .orderBy(trainingRecords.completedOn, trainingRecords.course);
  return [
    ...given.map(
      (row): TrainingLine => ({
        personId: row.personId,
        kind: 'document',
        title: row.document,
        version: row.version,
        year: row.year,
        at: row.at,
        how: row.how === 'import' ? 'import' : 'chat',
        source: row.source,
        certificate: null,
      }),
    ),
    ...done.map(
      (row): TrainingLine => ({
        personId: row.personId,
        kind: 'course',
        title: row.course,
        version: '',
        year: academicYearOf(row.completedOn),
        at: row.completedOn,
        how: row.how === 'import' ? 'import' : 'chat',
        source: row.source,
        certificate: row.certificate,
      }),
    ),
  ];
}

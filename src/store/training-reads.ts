import { eq, sql } from 'drizzle-orm';
import { academicYearOf } from '../core/school/school-year.ts';
import type { ClassCount, TrainingLine, TrainingState } from '../core/training/training-store.ts';
import { appendAudit } from './audit.ts';
import type { Database, Transaction } from './scope.ts';
import { acknowledgements, classCounts, trainingRecords } from './training-schema.ts';

/** One row as an array, as the database packs it. */
type Packed<Length extends string[]> = { [Index in keyof Length]: string };

interface PackedState extends Record<string, unknown> {
  acknowledgements: Packed<['person', 'document', 'version']>[];
  courses: Packed<['person', 'course', 'completed on']>[];
  asked: Packed<['kind', 'title', 'version', 'asked on']>[];
  inductions: [personId: string, startedOn: string, startedBy: string | null, completedOn: string | null][];
  counted: string[];
}

/**
 * How far everybody is in an academic year, or one person. One statement: it is asked each hour in every school, and for each
 * card of September.
 */
export function readState(
  database: Database,
  schoolId: string,
  year: string,
  personId: string | null,
): Promise<TrainingState> {
  const his = personId === null ? sql`true` : sql`person_id = ${personId}::uuid`;
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.execute<PackedState>(sql`select
      (select coalesce(json_agg(json_build_array(person_id, document, version)), '[]') from acknowledgements
        where ${his} and (year = ${year} or person_id in (select person_id from inductions where completed_on is null)))
        as acknowledgements,
      (select coalesce(json_agg(json_build_array(person_id, course, completed_on)), '[]')
        from (select person_id, course, max(completed_on) as completed_on from training_records where ${his}
          group by person_id, course) as latest) as courses,
      (select coalesce(json_agg(json_build_array(kind, title, version, asked_on)), '[]') from asked_items
        where year = ${year}) as asked,
      (select coalesce(json_agg(json_build_array(person_id, started_on, started_by, completed_on)), '[]') from inductions
        where ${his}) as inductions,
      (select coalesce(json_agg(distinct document), '[]') from class_counts where year = ${year}) as counted`);
    const state = row as PackedState;
    return {
      acknowledgements: state.acknowledgements.map(([person, document, version]) => ({
        personId: person,
        document,
        version,
      })),
      courses: state.courses.map(([person, course, completedOn]) => ({ personId: person, course, completedOn })),
      asked: state.asked.map(([kind, title, version, askedOn]) => ({
        kind: kind === 'course' ? 'course' : 'document',
        title,
        version,
        askedOn,
      })),
      inductions: state.inductions.map(([person, startedOn, startedBy, completedOn]) => ({
        personId: person,
        startedOn,
        startedBy,
        completedOn,
      })),
      counted: state.counted,
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

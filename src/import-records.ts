import { ConfigError } from './config/config-error.ts';
import type { RecordError, RecordRow } from './config/records-csv.ts';
import type { StaffMember } from './core/people/membership.ts';
import { readPolicies } from './core/reviews/current-policies.ts';
import { instantOf, localDay } from './core/school/calendar.ts';
import type { SchoolProfile } from './core/school/profile.ts';
import { academicYearOf } from './core/school/school-year.ts';
import { askedDocuments } from './core/training/asked-documents.ts';
import type { Acknowledgement, CourseRecord } from './core/training/training-store.ts';
import type { Program } from './program.ts';

/** Where an entry is shown to have come from when the list does not say. */
const UNNAMED_SOURCE = 'another tool';

/** What an import of records did, or with a dry run would do. */
export interface RecordsImport {
  acknowledgements: number;
  courses: number;
  /** Titles the school asks for nowhere: they are kept, and count for nothing until the profile names them so. */
  unknownTitles: string[];
  /** Documents whose version in the list is not the one that holds: they are kept, and people are still asked for the newer one. */
  olderVersions: string[];
}

/**
 * Takes over what people signed and learned in another tool, so that they are not asked again (Milverton, "Authorising": name,
 * version and time). Nothing is imported where one line is wrong. A document without a version counts as the one that holds.
 */
export async function importRecords(
  { desk, store }: Program,
  profile: SchoolProfile,
  rows: readonly RecordRow[],
  { dryRun }: { dryRun: boolean },
): Promise<RecordsImport> {
  const at = desk.clock.now();
  const staff = await store.listStaff(profile.id);
  const documents = askedDocuments(profile, await readPolicies(desk, profile));
  const { found, errors } = matchPeople(rows, staff, localDay(at));
  if (errors.length > 0) {
    const lines = errors.map(({ line, column, message }) => `  line ${line}, ${column}: ${message}`);
    throw new ConfigError(`Nothing was imported. Put these right in the list and try again:\n${lines.join('\n')}`);
  }
  const current = (title: string) => documents.find(({ document }) => document === title);
  const acknowledgements = found
    .filter(({ row }) => row.kind === 'document')
    .map(
      ({ row, personId }): Acknowledgement => ({
        personId,
        document: row.title,
        version: row.version || (current(row.title)?.version ?? ''),
        year: academicYearOf(row.date),
        at: instantOf(row.date, '12:00'),
        how: 'import',
        source: row.source || UNNAMED_SOURCE,
      }),
    );
  const courses = found
    .filter(({ row }) => row.kind === 'course')
    .map(
      ({ row, personId }): CourseRecord => ({
        personId,
        course: row.title,
        completedOn: row.date,
        how: 'import',
        source: row.source || UNNAMED_SOURCE,
        certificate: row.certificate || null,
      }),
    );
  const named = new Set([...documents.map(({ document }) => document), ...profile.training.map(({ name }) => name)]);
  const older = acknowledgements.filter((given) => {
    const known = current(given.document);
    return known !== undefined && known.version !== given.version;
  });
  const counts = dryRun
    ? { acknowledgements: acknowledgements.length, courses: courses.length }
    : await store.training.importRecords(profile.id, { acknowledgements, courses }, at);
  return {
    ...counts,
    unknownTitles: once(rows.map(({ title }) => title).filter((title) => !named.has(title))),
    olderVersions: once(older.map(({ document }) => document)),
  };
}

const once = (titles: readonly string[]): string[] => [...new Set(titles)].sort();

function matchPeople(
  rows: readonly RecordRow[],
  staff: readonly StaffMember[],
  today: string,
): { found: { row: RecordRow; personId: string }[]; errors: RecordError[] } {
  const byEmail = new Map(staff.map((person) => [person.email.toLowerCase(), person.personId]));
  const errors: RecordError[] = [];
  const found = rows.flatMap((row) => {
    const personId = byEmail.get(row.email);
    const { line } = row;
    if (!personId)
      errors.push({
        line,
        column: 'email',
        message: 'nobody on the staff list has this address; correct it or load the staff first',
      });
    if (row.date > today) errors.push({ line, column: 'date', message: 'this day lies in the future; correct it' });
    return personId ? [{ row, personId }] : [];
  });
  return { found, errors };
}

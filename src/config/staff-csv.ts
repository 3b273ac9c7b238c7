import type { StaffRow } from '../core/people/staff-row.ts';
import type { SchoolProfile } from '../core/school/profile.ts';
import { type CsvLine, readCsvLines } from './csv-lines.ts';
import { readStaffRow, STAFF_COLUMNS, type StaffColumn, type StaffCsvError } from './staff-csv-row.ts';
import { suggest } from './suggest.ts';

/** A staff list that was read: the good rows, and what is wrong with the others. */
export interface StaffList {
  rows: StaffRow[];
  errors: StaffCsvError[];
}

/**
 * Reads a staff list as CSV: UTF-8 with or without a byte order mark, any line ends, commas or semicolons. Never throws.
 * @param schools the schools the list may name; with a single one the column `school` may be left out
 */
export function parseStaffCsv(content: Buffer | string, schools: readonly SchoolProfile[]): StaffList {
  const records = readCsvLines(content);
  if (!Array.isArray(records)) return { rows: [], errors: [{ ...records, column: '' }] };
  const [heading, ...lines] = records;
  if (!heading) return failed('', `the file is empty; begin with the line ${STAFF_COLUMNS.join(',')}`);
  const columns = heading.cells.map((cell) => cell.trim().toLowerCase());
  const headingErrors = checkHeading(columns, schools.length > 1);
  if (headingErrors.length > 0) return { rows: [], errors: headingErrors };
  if (lines.length === 0) return failed('', 'the file has a heading but no people; add a line for each person');
  return readLines(lines, columns as StaffColumn[], schools);
}

function readLines(lines: CsvLine[], columns: StaffColumn[], schools: readonly SchoolProfile[]): StaffList {
  const list: StaffList = { rows: [], errors: [] };
  const lineOfPerson = new Map<string, number>();
  for (const { line, cells } of lines) {
    if (cells.length !== columns.length) {
      const message = `this line has ${cells.length} columns, the heading has ${columns.length}; put a value that contains a separator in double quotes`;
      list.errors.push({ line, column: '', message });
      continue;
    }
    const values = Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? '']));
    const { row, errors } = readStaffRow(line, values, schools);
    list.errors.push(...errors);
    if (!row) continue;
    const person = `${row.schoolId} ${row.email}`;
    const earlier = lineOfPerson.get(person);
    if (earlier === undefined) {
      lineOfPerson.set(person, line);
      list.rows.push(row);
    } else {
      const message = `the same address stands on line ${earlier}; keep one line for each person and put all functions there`;
      list.errors.push({ line, column: 'email', message });
    }
  }
  return list;
}

function checkHeading(columns: string[], severalSchools: boolean): StaffCsvError[] {
  if (columns.length === 1 && /[\t|:]/.test(columns[0] ?? '')) {
    return failed('', 'the columns are not separated by commas or semicolons; save the list as "CSV UTF-8"').errors;
  }
  const errors: StaffCsvError[] = [];
  const missing = STAFF_COLUMNS.filter((column) => !columns.includes(column));
  for (const column of columns) {
    if (STAFF_COLUMNS.some((known) => known === column)) continue;
    const meant = suggest(column, missing);
    const fix = meant ? `did you mean '${meant}'?` : `the columns are ${STAFF_COLUMNS.join(', ')}`;
    errors.push({ line: 1, column, message: `there is no column '${column.slice(0, 40)}'; ${fix}` });
  }
  for (const column of missing) {
    if (column === 'previous_email' || (column === 'school' && !severalSchools)) continue;
    const why = column === 'school' ? ' (the list is for several schools)' : '';
    errors.push({ line: 1, column, message: `the column '${column}' is missing${why}; add it to the heading` });
  }
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) errors.push({ line: 1, column: twice, message: `'${twice}' stands twice; take one out` });
  return errors;
}

function failed(column: string, message: string): StaffList {
  return { rows: [], errors: [{ line: 1, column, message }] };
}

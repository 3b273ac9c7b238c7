import { z } from 'zod';
import { readCsvLines } from './csv-lines.ts';
import { suggest } from './suggest.ts';

/** The columns of a list of records kept elsewhere. */
const COLUMNS = ['email', 'kind', 'title', 'version', 'date', 'source', 'certificate'] as const;
type Column = (typeof COLUMNS)[number];
const KINDS = ['document', 'course'] as const;
/** Columns that need not be there; those that are may be empty. */
const OPTIONAL: readonly Column[] = ['version', 'source', 'certificate'];
const LONGEST_CELL = 200;

/** One record kept elsewhere: that somebody has signed a document, or done a course. */
export interface RecordRow {
  line: number;
  /** In lower case. */
  email: string;
  kind: (typeof KINDS)[number];
  title: string;
  /** Empty where the list gives none. */
  version: string;
  /** Local day, `YYYY-MM-DD`. */
  date: string;
  source: string;
  certificate: string;
}

/** One mistake in a list of records. The message never carries a whole row, nor an e-mail address. */
export interface RecordError {
  line: number;
  column: string;
  message: string;
}

/** Reads a list of records kept elsewhere; never throws. The kinds are `document` and `course`. */
export function parseRecordsCsv(content: Buffer | string): { rows: RecordRow[]; errors: RecordError[] } {
  const records = readCsvLines(content);
  if (!Array.isArray(records)) return { rows: [], errors: [{ ...records, column: '' }] };
  const [heading, ...lines] = records;
  if (!heading) return failed(`the file is empty; begin with the line ${COLUMNS.join(',')}`);
  const columns = heading.cells.map((cell) => cell.trim().toLowerCase());
  const errors = checkHeading(columns);
  if (errors.length > 0) return { rows: [], errors };
  if (lines.length === 0) return failed('the file has a heading but no records; add a line for each');
  const rows = lines.flatMap(({ line, cells }) => {
    if (cells.length === columns.length)
      return readRow(
        line,
        Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? ''])),
        errors,
      );
    const message = `this line has ${cells.length} columns, the heading has ${columns.length}; put a value that contains a separator in double quotes`;
    errors.push({ line, column: '', message });
    return [];
  });
  return { rows, errors };
}

function failed(message: string): { rows: RecordRow[]; errors: RecordError[] } {
  return { rows: [], errors: [{ line: 1, column: '', message }] };
}

function checkHeading(columns: readonly string[]): RecordError[] {
  const missing = COLUMNS.filter((column) => !columns.includes(column));
  const unknown = columns
    .filter((column) => !COLUMNS.some((known) => known === column))
    .map((column): RecordError => {
      const meant = suggest(column, missing);
      const fix = meant ? `did you mean '${meant}'?` : `the columns are ${COLUMNS.join(', ')}`;
      return { line: 1, column, message: `there is no column '${column.slice(0, 40)}'; ${fix}` };
    });
  const lacking = missing
    .filter((column) => !OPTIONAL.includes(column))
    .map((column) => ({
      line: 1,
      column,
      message: `the column '${column}' is missing; add it to the heading`,
    }));
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  return [
    ...unknown,
    ...lacking,
    ...(twice === undefined ? [] : [{ line: 1, column: twice, message: `'${twice}' stands twice; take one out` }]),
  ];
}

function readRow(line: number, values: Partial<Record<Column, string>>, errors: RecordError[]): RecordRow[] {
  const before = errors.length;
  const fail = (column: Column, message: string): void => {
    errors.push({ line, column, message });
  };
  const { version = '', source = '', certificate = '', title = '' } = values;
  const email = (values.email ?? '').toLowerCase();
  if (!z.email().safeParse(email).success)
    fail('email', 'this is not an e-mail address; write the one on the staff list');
  const kind = KINDS.find((known) => known === values.kind?.toLowerCase());
  if (!kind) fail('kind', `write ${KINDS.join(' or ')}`);
  if (title === '') fail('title', 'the title is missing; write it as the profile does');
  // Spreadsheets in the UK rewrite a date with the day first when the list is saved.
  const date = (values.date ?? '').replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
  if (!z.iso.date().safeParse(date).success) fail('date', 'this is not a date; write it as YYYY-MM-DD or DD/MM/YYYY');
  if (kind === 'course' && version !== '') fail('version', 'a course has no version; leave it empty');
  if (kind === 'document' && certificate !== '') fail('certificate', 'a document has no certificate; leave it empty');
  for (const [column, value] of Object.entries({ title, version, source, certificate }))
    if (value.length > LONGEST_CELL)
      fail(column as Column, `this is longer than ${LONGEST_CELL} characters; shorten it`);
  if (errors.length > before || !kind) return [];
  return [{ line, email, kind, title, version, date, source, certificate }];
}

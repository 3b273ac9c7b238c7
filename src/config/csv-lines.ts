import { CsvError, parse } from 'csv-parse/sync';

/** One line of a list, cell by cell as it was written. */
export interface CsvLine {
  /** In the file, beginning with 1. */
  line: number;
  cells: string[];
}

/** Why a list cannot be read at all, and how to put it right. */
export interface CsvProblem {
  line: number;
  message: string;
}

/** Reads a list as CSV: UTF-8 with or without a byte order mark, any line ends, commas or semicolons; empty lines are left out. Never throws. */
export function readCsvLines(content: Buffer | string): CsvLine[] | CsvProblem {
  const text = decode(content);
  return typeof text === 'string' ? splitRecords(text) : text;
}

/** Fails on what Excel writes when another format is chosen, because a wrong letter in a name is hard to see later. */
function decode(content: Buffer | string): string | CsvProblem {
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return { line: 1, message: 'the file is not UTF-8; save it as "CSV UTF-8" and load it again' };
  }
}

function splitRecords(text: string): CsvLine[] | CsvProblem {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  const heading = lines.trimStart().split('\n', 1)[0] ?? '';
  const delimiter = heading.split(';').length > heading.split(',').length ? ';' : ',';
  try {
    const options = { delimiter, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    const records = parse(lines, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records
      .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
      .map(({ record, info }) => ({ line: info.lines - lineBreaksIn(record), cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? Number(error.lines) : 1;
    return { line, message: 'a double quote is opened or closed in the wrong place; correct the quotes' };
  }
}

function lineBreaksIn(cells: string[]): number {
  return cells.join('').split('\n').length - 1;
}

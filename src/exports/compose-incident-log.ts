import { DateTime } from 'luxon';
import { ENTRY_WORDS, writeKnown } from '../../cards/words.ts';
import type { NamedLogRow } from '../core/exports/log-rows.ts';
import { schoolZone } from '../core/school/school-zone.ts';

/** Signs at the head of a cell that spreadsheet programs take for a formula or a command. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20|%\t\r\n]/u;

const HEAD = ['Number', 'Date', 'Time', 'Action', 'By whom', 'For whom', 'Why'];

/** What happened to the log itself. */
const LOG_WORDS: Record<string, string> = { fetched: 'Taken out', 'asked-for': 'Asked for and not fetched' };

/**
 * A school's incident log as a spreadsheet reads it (RFC 4180), in the school's own time, made page by page. The mark at its
 * head makes Excel read it as UTF-8; a cell that could be taken for a formula begins with an apostrophe.
 */
export async function composeIncidentLog(
  pages: AsyncIterable<NamedLogRow[]> | Iterable<NamedLogRow[]>,
): Promise<Buffer> {
  const parts = [Buffer.from(`\uFEFF${writeLine(HEAD)}`, 'utf8')];
  for await (const rows of pages) parts.push(Buffer.from(rows.map((row) => writeLine(cellsOf(row))).join(''), 'utf8'));
  return Buffer.concat(parts);
}

function cellsOf({ reference, at, entry, by, recipient = '', purpose = '' }: NamedLogRow): string[] {
  const local = DateTime.fromJSDate(at, { zone: schoolZone });
  const action = writeKnown(reference === null ? LOG_WORDS : ENTRY_WORDS, entry);
  const number = reference ?? 'This log';
  return [number, local.toFormat('dd/MM/yyyy'), local.toFormat('HH:mm'), action, by, recipient, purpose];
}

const writeLine = (cells: string[]): string => `${cells.map(writeCell).join(',')}\r\n`;

function writeCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

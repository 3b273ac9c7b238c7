import { DateTime } from 'luxon';
import { ENTRY_WORDS, writeKnown } from '../../cards/words.ts';
import type { NamedLogRow } from '../core/exports/open-export.ts';
import { schoolZone } from '../core/school/school-zone.ts';

/** Signs at the head of a cell that spreadsheet programs take for a formula or a command. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20|%\t\r\n]/u;

/**
 * A school's incident log as a spreadsheet reads it (RFC 4180), in the school's own time. The mark at its head makes Excel
 * read it as UTF-8; a cell that could be taken for a formula begins with an apostrophe.
 */
export function composeIncidentLog(rows: readonly NamedLogRow[]): Buffer {
  const lines = [
    ['Number', 'Date', 'Time', 'Action', 'By whom'],
    ...rows.map(({ reference, at, entry, by }) => {
      const local = DateTime.fromJSDate(at, { zone: schoolZone });
      return [reference, local.toFormat('dd/MM/yyyy'), local.toFormat('HH:mm'), writeKnown(ENTRY_WORDS, entry), by];
    }),
  ];
  return Buffer.from(`\uFEFF${lines.map((line) => `${line.map(writeCell).join(',')}\r\n`).join('')}`, 'utf8');
}

function writeCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { DateTime } from 'luxon';
import { ENTRY_WORDS, writeKnown } from '../../cards/words.ts';
import type { NamedLogRow } from '../core/exports/log-rows.ts';
import { schoolZone } from '../core/school/school-zone.ts';
import { BYTE_ORDER_MARK, writeCsvLine } from './write-csv.ts';

const HEAD = ['Number', 'Date', 'Time', 'Action', 'By whom', 'For whom', 'Why'];

/** What happened to the log itself. */
const LOG_WORDS: Record<string, string> = { fetched: 'Taken out', 'asked-for': 'Asked for and not fetched' };

/**
 * A school's incident log as a spreadsheet reads it, in the school's own time, made page by page.
 */
export async function composeIncidentLog(
  pages: AsyncIterable<NamedLogRow[]> | Iterable<NamedLogRow[]>,
): Promise<Buffer> {
  const parts = [Buffer.from(`${BYTE_ORDER_MARK}${writeCsvLine(HEAD)}`, 'utf8')];
  for await (const rows of pages)
    parts.push(Buffer.from(rows.map((row) => writeCsvLine(cellsOf(row))).join(''), 'utf8'));
  return Buffer.concat(parts);
}

function cellsOf({ reference, at, entry, by, recipient = '', purpose = '' }: NamedLogRow): string[] {
  const local = DateTime.fromJSDate(at, { zone: schoolZone });
  const action = writeKnown(reference === null ? LOG_WORDS : ENTRY_WORDS, entry);
  const number = reference ?? 'This log';
  return [number, local.toFormat('dd/MM/yyyy'), local.toFormat('HH:mm'), action, by, recipient, purpose];
}

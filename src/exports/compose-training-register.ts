import { DateTime } from 'luxon';
import { GROUP_WORDS } from '../../cards/group-words.ts';
import { schoolZone } from '../core/school/school-zone.ts';
import type { NamedTrainingLine } from '../core/training/training-file.ts';
import { BYTE_ORDER_MARK, writeCsvLine } from './write-csv.ts';

const HEAD = [
  'Name',
  'Group',
  'Kind',
  'Title',
  'Version',
  'School year',
  'Date',
  'Time',
  'Recorded',
  'Source',
  'Certificate',
];

/** Who has read and learned what, as a spreadsheet reads it, in the school's own time (Milverton: name, version and time). */
export function composeTrainingRegister(lines: readonly NamedTrainingLine[]): Buffer {
  return Buffer.from(`${BYTE_ORDER_MARK}${[HEAD, ...lines.map(cellsOf)].map(writeCsvLine).join('')}`, 'utf8');
}

function cellsOf(line: NamedTrainingLine): string[] {
  const { date, time } = momentOf(line);
  return [
    line.name,
    line.group === null ? '' : GROUP_WORDS[line.group],
    line.kind === 'document' ? 'Document' : 'Course',
    line.title,
    line.version,
    line.year,
    date,
    time,
    line.how === 'import' ? 'In another tool' : 'Here',
    line.source ?? '',
    line.certificate ?? '',
  ];
}

/** The time of day is known of what was signed here alone. */
function momentOf({ at, how }: NamedTrainingLine): { date: string; time: string } {
  const local = at instanceof Date ? DateTime.fromJSDate(at, { zone: schoolZone }) : DateTime.fromISO(at);
  const hasTime = at instanceof Date && how === 'chat';
  return { date: local.toFormat('dd/MM/yyyy'), time: hasTime ? local.toFormat('HH:mm') : '' };
}

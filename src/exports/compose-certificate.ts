import { writeDate } from '../../cards/dates.ts';
import type { Certificate } from '../core/training/training-file.ts';
import type { TrainingLine } from '../core/training/training-store.ts';
import { facts, type Piece, remark, table } from './pieces.ts';
import { printPages } from './print-pages.ts';

/** More than these would not stand on one page; the register has them all. */
const MOST_LINES = 16;
const MOST_MISSING = 8;

/** One page that says what somebody has read and learned in a school year, and honestly what is left. */
export function composeCertificate(certificate: Certificate): Promise<Buffer> {
  const { lines, missing, inductionOn, year, at } = certificate;
  const shown = lines.slice(-MOST_LINES);
  const more = lines.length - shown.length;
  const isDone = missing.length === 0 && shown.length > 0;
  return printPages({
    title: `Certificate ${year}`,
    marking: 'Record of reading and training',
    at,
    content: [
      {
        text: isDone ? 'Certificate of completion' : 'Reading and training so far',
        fontSize: 20,
        bold: true,
        margin: [0, 6, 0, 10],
      },
      facts([
        ['Name', certificate.name],
        ['School', certificate.school],
        ['School year', year],
        ['Induction', inductionOn && `Complete since ${writeDate(inductionOn)}`],
        ['Made', writeDate(at)],
      ]),
      ...(shown.length > 0
        ? [table(['What', 'Version', 'When', 'Recorded'], [165, 62, 140, 80], shown.map(cellsOf))]
        : [remark('Nothing is recorded for this school year yet.')]),
      ...(more > 0 ? [remark(`${more} earlier entries stand in the school’s register.`)] : []),
      describeMissing(missing),
    ],
  });
}

function cellsOf(line: TrainingLine): string[] {
  const at = line.at instanceof Date ? line.at.toISOString() : line.at;
  return [line.title, line.version, writeDate(at), line.how === 'import' ? (line.source ?? 'Elsewhere') : 'Here'];
}

function describeMissing(missing: readonly string[]): Piece {
  if (missing.length === 0)
    return { text: 'Everything the school asks for is done.', bold: true, margin: [0, 8, 0, 0] };
  const more = missing.length - MOST_MISSING;
  const titles = [...missing.slice(0, MOST_MISSING), ...(more > 0 ? [`and ${more} more`] : [])];
  return { text: `Still to do: ${titles.join('; ')}.`, margin: [0, 8, 0, 0] };
}

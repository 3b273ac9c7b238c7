import { writeMoment } from '../../cards/dates.ts';
import type { CaseFile } from '../core/exports/case-file.ts';
import { caseSections } from './case-sections.ts';
import { facts, type Piece, section } from './pieces.ts';
import { printPages } from './print-pages.ts';

/** A case as a PDF that can be printed and kept: a cover page, then every part of the file. */
export function composeCasePdf(file: CaseFile): Promise<Buffer> {
  const title = `Case file ${file.reference}`;
  return printPages({ title, at: file.taken.at, content: [...cover(file), ...caseSections(file)] });
}

function cover(file: CaseFile): Piece[] {
  return [
    { text: 'Case file', fontSize: 26, bold: true, margin: [0, 150, 0, 2] },
    { text: file.reference, fontSize: 20, margin: [0, 0, 0, 18] },
    { text: file.school.name, fontSize: 14, margin: [0, 0, 0, 24] },
    ...(file.school.demo
      ? [{ text: 'Demo: this school works with invented data only.', bold: true, margin: [0, 0, 0, 12] }]
      : []),
    facts([
      ['Taken out by', file.taken.by],
      ['Taken out', writeMoment(file.taken.at)],
      ['Restricted', file.facts.restricted ? 'Yes: only those named for this case may read it.' : null],
    ]),
    ...section('How to handle this file', [
      {
        ul: [
          { text: 'It holds personal information about children or staff. Show it only to those who need it.' },
          { text: 'Keep it where only they can reach it, and send it only by a secure way.' },
          { text: 'It shows the case as it stood when it was taken out. The record itself stays with the school.' },
          { text: 'Destroy copies that are no longer needed.' },
        ],
        margin: [0, 0, 0, 8],
      },
    ]),
    {
      text: 'Signs that the font cannot draw are shown by their code, such as [U+1F600]. Web addresses are written so that they cannot be opened by a slip.',
      fontSize: 9,
      color: '#555555',
      pageBreak: 'after',
    },
  ];
}

import { writeDate } from '../../cards/dates.ts';
import type { CaseFile } from '../core/exports/case-file.ts';
import { facts, PAGE_WIDTH, type Piece } from './pieces.ts';
import { printPages } from './print-pages.ts';

/** One file of a pack, with the fingerprint by which either school can show that it is the one that was sent. */
export interface PackedFile {
  name: string;
  sha256: string;
}

/** The page that the next school signs and sends back: a child protection file moves with proof of receipt (KCSIE). */
export function composeReceipt(file: CaseFile, packed: readonly PackedFile[]): Promise<Buffer> {
  return printPages({
    title: `Receipt for ${file.reference}`,
    at: file.taken.at,
    content: [
      { text: 'Receipt for a case file', fontSize: 20, bold: true, margin: [0, 6, 0, 10] },
      {
        text: 'To be filled in by the school that receives the file, and sent back to the school it comes from.',
        margin: [0, 0, 0, 12],
      },
      facts([
        ['Reference', file.reference],
        ['From', file.school.name],
        ['Sent by', file.taken.by],
        ['Made', writeDate(file.taken.at)],
      ]),
      { text: 'What the pack holds', bold: true, margin: [0, 8, 0, 4] },
      ...packed.map(
        ({ name, sha256 }): Piece => ({
          stack: [{ text: name }, { text: `SHA-256 ${sha256}`, fontSize: 8, color: '#555555' }],
          margin: [0, 0, 0, 5],
        }),
      ),
      { text: 'We have received this file', bold: true, margin: [0, 14, 0, 4] },
      ...['School', 'Name', 'Function', 'Received on', 'Received how', 'Signature'].map(line),
      {
        text: 'The school that sends the file keeps this page as its proof of receipt. Ring the school if a part is missing or does not open.',
        fontSize: 9,
        color: '#555555',
        margin: [0, 16, 0, 0],
      },
    ],
  });
}

/** A label with a line to write on. */
function line(label: string): Piece {
  return {
    table: { widths: [110, PAGE_WIDTH - 110], body: [[{ text: label, border: [false, false, false, false] }, rule]] },
    layout: {
      hLineColor: () => '#555555',
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 14,
      paddingBottom: () => 2,
    },
  };
}

const rule: Piece = { text: ' ', border: [false, false, false, true] };

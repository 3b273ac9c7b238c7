import { readFile } from 'node:fs/promises';
import { MARKING } from '../core/exports/case-file.ts';
import type { Piece } from './pieces.ts';
import { makePrintable } from './printable.ts';
import { readGlyphs } from './read-glyphs.ts';

/** What a document says of itself on every page and in its properties: a reference, never a name. */
export interface Printed {
  /** What it is, with its reference: "Case file ES-2026-0014". */
  title: string;
  /** When it was made; an instant. */
  at: string;
  content: Piece[];
  /** In place of the marking that case files bear. */
  marking?: string;
  /** Of the text, in points. */
  fontSize?: number;
  /** Told how many pages it became. */
  onPages?: (pages: number) => void;
}

const MARGIN = 56;
const SMALL = { fontSize: 8.5, color: '#333333' };

/** The PDF writer with its fonts, read when the first document is made: the program's start does not wait for it. */
let writer: ReturnType<typeof openWriter> | null = null;

async function openWriter() {
  const { default: pdfMake } = await import('pdfmake');
  const { default: fonts } = await import('pdfmake/fonts/Roboto.js');
  const files = Object.values(fonts.Roboto);
  pdfMake.setFonts(fonts);
  // It reads its own fonts and nothing else, from nowhere else.
  pdfMake.setUrlAccessPolicy(() => false);
  pdfMake.setLocalAccessPolicy((path) => files.includes(path));
  const glyphs = await Promise.all(files.map(async (file) => readGlyphs(await readFile(file))));
  const [first = new Set<number>(), ...others] = glyphs;
  const drawn = new Set([...first].filter((code) => others.every((set) => set.has(code))));
  return { pdfMake, drawn };
}

/** Prints a document on A4 with the marking and "Page x of y" on every page. */
export async function printPages(printed: Printed): Promise<Buffer> {
  writer ??= openWriter();
  const { pdfMake, drawn } = await writer;
  const made = new Date(printed.at);
  const marking: Piece = { text: printed.marking ?? MARKING, bold: true, fontSize: 10, alignment: 'center' };
  return pdfMake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [MARGIN, 64, MARGIN, 68],
      language: 'en-GB',
      displayTitle: true,
      info: { title: printed.title, creator: 'esafety', producer: 'esafety', creationDate: made, modDate: made },
      defaultStyle: { font: 'Roboto', fontSize: printed.fontSize ?? 10.5, lineHeight: 1.25, color: '#1a1a1a' },
      header: () => ({ ...marking, margin: [MARGIN, 28, MARGIN, 0] }),
      footer: (page: number, pages: number) => {
        printed.onPages?.(pages);
        return {
          margin: [MARGIN, 20, MARGIN, 0],
          columns: [
            { text: printed.title, ...SMALL, width: '*' },
            { ...marking, width: printed.marking ? 'auto' : 140 },
            { text: `Page ${page} of ${pages}`, ...SMALL, alignment: 'right', width: '*' },
          ],
        };
      },
      content: endsAtOnce(printed.content).map((piece) => withTexts(piece, (text) => makePrintable(text, drawn))),
    })
    .getBuffer();
}

/** The same pieces without the space below the last one, which could otherwise open an empty page. */
function endsAtOnce(content: Piece[]): Piece[] {
  const last = content.at(-1);
  const [left, top, right] = Array.isArray(last?.margin) ? last.margin : [0, 0, 0];
  return last ? [...content.slice(0, -1), { ...last, margin: [left, top, right, 0] }] : content;
}

/** The same pieces with every text in them rewritten. */
function withTexts(value: unknown, rewrite: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withTexts(item, rewrite));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'text' && typeof item === 'string' ? rewrite(item) : withTexts(item, rewrite),
    ]),
  );
}

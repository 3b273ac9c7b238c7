/** One part of a page as pdfmake lays it out. Texts are only ever plain: nothing in them is read as an instruction. */
export interface Piece {
  text?: string | Piece[];
  stack?: Piece[];
  table?: { widths: (number | string)[]; headerRows?: number; keepWithHeaderRows?: number; body: Piece[][] };
  [setting: string]: unknown;
}

/** What a page has between its margins, in points. */
export const PAGE_WIDTH = 483;

/** Room that must be left below a heading on its page, in points: three lines. */
const RESERVED = 48;
const LABEL_WIDTH = 132;
/** Between two columns. */
const GAP = 12;

/** Of a table's text, in points: rather too much than too little. */
const WIDE_LETTER = 5.8;
const LINE_HEIGHT = 14.5;
const HEAD_HEIGHT = 36;
/** A row that is higher begins a page by itself. */
const MOST_ROOM = 500;

const GREY = '#555555';
const RULE = '#b8b8b8';

/** A text as somebody wrote it, however long: it flows over as many pages as it needs. */
export function prose(text: string, settings: object = {}): Piece {
  return { text, margin: [0, 0, 0, 8], preserveLeadingSpaces: true, ...settings };
}

/** A remark of the program's own, told apart from what people wrote. */
export function remark(text: string): Piece {
  return { text, color: GREY, margin: [0, 0, 0, 8] };
}

/**
 * Puts a heading above what follows so that it is never left alone at a page's foot: it takes the room of the first lines
 * along when it looks for a place, and what follows moves up into that room. A heading above another goes with it.
 */
function keepTogether(heading: Piece, below: Piece[], points: number): Piece[] {
  const [first, ...others] = below;
  if (!first) return [{ ...heading, unbreakable: true }];
  if (first.unbreakable) return [{ stack: [heading, ...(first.stack ?? [first])], unbreakable: true }, ...others];
  const room: Piece = { text: '', fontSize: 1, lineHeight: 1, margin: [0, 0, 0, points] };
  const back: Piece = { text: '', fontSize: 1, lineHeight: 1, margin: [0, -points, 0, 0] };
  return [{ stack: [heading, room], unbreakable: true }, back, ...below];
}

/** A part of the document with its heading, which the reader's outline shows too. */
export function section(title: string, below: Piece[]): Piece[] {
  const heading: Piece = { text: title, fontSize: 14, bold: true, margin: [0, 14, 0, 6], outline: true };
  return keepTogether(heading, below, RESERVED);
}

/**
 * A smaller heading within a section.
 * @param points the room it needs below it, where three lines are not enough
 */
export function subsection(title: string, below: Piece[], points = RESERVED): Piece[] {
  return keepTogether({ text: title, bold: true, margin: [0, 6, 0, 3] }, below, points);
}

/** The room that the head of a table takes with its first row, in points, for texts as wide as letters usually are. */
export function tableRoom(widths: number[], firstRow: string[]): number {
  const lines = firstRow.map((text, column) =>
    text
      .split('\n')
      .map((line) => Math.ceil((line.length * WIDE_LETTER) / (widths[column] ?? PAGE_WIDTH)) || 1)
      .reduce((sum, count) => sum + count, 0),
  );
  return Math.min(MOST_ROOM, HEAD_HEIGHT + Math.max(1, ...lines) * LINE_HEIGHT);
}

/** Labels with what belongs to them; those without a value are left out. */
export function facts(
  rows: readonly (readonly [label: string, value: string | null | undefined])[],
  settings: { margin: [number, number, number, number] } = { margin: [0, 0, 0, 8] },
): Piece {
  const given = rows.filter((row): row is readonly [string, string] => row[1] !== null && row[1] !== undefined);
  return {
    table: {
      widths: [LABEL_WIDTH, PAGE_WIDTH - LABEL_WIDTH - GAP - settings.margin[0]],
      body: given.map(([label, value]) => [
        { text: label, color: GREY },
        { text: value, preserveLeadingSpaces: true },
      ]),
    },
    layout: BARE,
    ...settings,
  };
}

/**
 * A table whose head is repeated on every page. Widths are in points and leave room for the columns' gaps. A row of one cell
 * goes over all columns and belongs to the row above it.
 */
export function table(head: string[], widths: number[], rows: string[][]): Piece {
  return {
    table: {
      widths,
      headerRows: 1,
      keepWithHeaderRows: 1,
      body: [
        head.map((text) => ({ text, bold: true, fontSize: 9.5 })),
        ...rows.map((row, index) => tableRow(row, head.length, rows[index + 1]?.length === 1)),
      ],
    },
    layout: RULED,
    margin: [0, 0, 0, 8],
  };
}

function tableRow(row: string[], columns: number, continued: boolean): Piece[] {
  const border = [false, row.length > 1, false, !continued];
  const [first = ''] = row;
  if (row.length > 1 || columns === 1) return row.map((text) => ({ text, fontSize: 9.5, border }));
  const rest = Array.from({ length: columns - 1 }, (): Piece => ({ text: '' }));
  return [{ text: first, fontSize: 9.5, colSpan: columns, border, preserveLeadingSpaces: true }, ...rest];
}

const BARE = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: (column: number) => (column === 0 ? 0 : GAP),
  paddingRight: () => 0,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

const RULED = {
  ...BARE,
  hLineWidth: (line: number, node: { table: { body: unknown[] } }) =>
    line === 0 || line === node.table.body.length ? 0 : 0.5,
  hLineColor: () => RULE,
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

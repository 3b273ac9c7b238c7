import { inflateSync } from 'node:zlib';

/** One line of a page as it was printed. */
export interface PrintedLine {
  /** Points from the page's foot. */
  y: number;
  text: string;
  size: number;
  bold: boolean;
}

/** What a reader sees of a PDF, and what it says of itself. */
export interface ReadPdf {
  pages: PrintedLine[][];
  /** Everything in the file that is no page: its properties and outline among it. */
  properties: string;
}

interface Part {
  dictionary: string;
  stream: string;
}

/** Reads back what the exports print: text by the fonts' own tables, line by line, page by page. */
export function readPdf(pdf: Buffer): ReadPdf {
  const parts = readParts(pdf.toString('latin1'));
  const partOf = (id: string | undefined): Part => parts.get(Number(id)) ?? { dictionary: '', stream: '' };
  const tree = [...parts.values()].find(({ dictionary }) => /\/Type \/Pages\b/.test(dictionary));
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.dictionary ?? '')?.[1] ?? '';
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const page = partOf(id).dictionary;
    const resources = partOf(/\/Resources (\d+)/.exec(page)?.[1]).dictionary;
    const fonts = new Map<string, { bold: boolean; letters: Map<string, string> }>();
    for (const [, name = '', font] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const { dictionary } = partOf(font);
      const letters = readLetters(partOf(/\/ToUnicode (\d+)/.exec(dictionary)?.[1]).stream);
      fonts.set(name, { bold: /Medium|Bold/.test(dictionary), letters });
    }
    return readLines(partOf(/\/Contents (\d+)/.exec(page)?.[1]).stream, fonts);
  });
  const told = [...parts.values()].filter(({ stream }) => stream === '');
  return { pages, properties: told.map(({ dictionary }) => readable(dictionary)).join('\n') };
}

/** The text of a whole document without its headers and footers, line breaks as spaces. */
export function bodyText({ pages }: ReadPdf): string {
  return pages
    .map((lines) =>
      bodyOf(lines)
        .map(({ text }) => text.trim())
        .join(' '),
    )
    .join(' ')
    .replace(/\s+/g, ' ');
}

/** The lines of a page between its header and its footer. */
export function bodyOf(lines: PrintedLine[]): PrintedLine[] {
  return lines.filter(({ y }) => y > 66 && y < 790);
}

function readParts(file: string): Map<number, Part> {
  const parts = new Map<number, Part>();
  for (const [, id, body = ''] of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    const dictionary = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? '' : body.slice(at + 7, body.lastIndexOf('\nendstream'));
    const packed = dictionary.includes('/FlateDecode') && !dictionary.includes('/Length1');
    const stream = packed ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
    parts.set(Number(id), { dictionary, stream });
  }
  return parts;
}

/** A font's table from glyph codes to characters. */
function readLetters(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  const put = (code: number, hex: string) =>
    letters.set(code.toString(16).padStart(4, '0'), Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  for (const [, ranges = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', list = ''] of ranges.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
      [...list.matchAll(/<([\w ]+)>/g)].forEach(([, hex = ''], index) => {
        put(Number.parseInt(from, 16) + index, hex.replaceAll(' ', ''));
      });
  }
  return letters;
}

function readLines(
  content: string,
  fonts: ReadonlyMap<string, { bold: boolean; letters: Map<string, string> }>,
): PrintedLine[] {
  const lines = new Map<string, PrintedLine>();
  const shown = /1 0 0 1 [\d.-]+ ([\d.-]+) Tm\n\/(F\d+) ([\d.]+) Tf\n\[([^\]]*)\] TJ/g;
  for (const [, y = '', name = '', size = '', glyphs = ''] of content.matchAll(shown)) {
    const font = fonts.get(name);
    const codes = [...glyphs.matchAll(/<(\w+)>/g)].map(([, hex]) => hex).join('');
    const text = (codes.match(/.{4}/g) ?? []).map((code) => font?.letters.get(code) ?? '\uFFFD').join('');
    const known = lines.get(y);
    if (known) known.text += text;
    else lines.set(y, { y: Number(y), text, size: Number(size), bold: font?.bold ?? false });
  }
  return [...lines.values()].sort((a, b) => b.y - a.y);
}

/** A dictionary with its UTF-16 strings as text. */
function readable(dictionary: string): string {
  return dictionary.replace(/\(\u00fe\u00ff([\s\S]*?)\)/g, (_, wide: string) => `(${wide.replaceAll('\0', '')})`);
}

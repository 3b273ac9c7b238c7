/** One widget of a card. */
export type Widget = Record<string, unknown>;

/** A group of widgets with an optional heading. */
export interface Section {
  header?: string;
  collapsible?: boolean;
  uncollapsibleWidgetsCount?: number;
  widgets: Widget[];
}

/** A card of Google's card framework. */
export interface GoogleCard {
  header?: { title: string; subtitle?: string };
  sections: Section[];
}

/** A paragraph longer than this is divided, so that no single widget fills a card. */
const LONGEST_PARAGRAPH = 3000;

/** Writes plain text so that Google Chat shows it as it is: its paragraphs read a little HTML. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** One paragraph, or several where the text is long. No word is left out. */
export function makeParagraphs(text: string, style?: 'bold' | 'italic'): Widget[] {
  const tag = style === 'bold' ? 'b' : style === 'italic' ? 'i' : null;
  return divideText(text).map((piece) => {
    const html = escapeText(piece);
    return { textParagraph: { text: tag ? `<${tag}>${html}</${tag}>` : html } };
  });
}

/** Lines that belong together, in as few paragraphs as they fit. Each line is HTML already. */
export function makeLines(lines: string[]): Widget[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last !== undefined && last.length + line.length < LONGEST_PARAGRAPH)
      paragraphs[paragraphs.length - 1] = `${last}\n${line}`;
    else paragraphs.push(line);
  }
  return paragraphs.map((text) => ({ textParagraph: { text } }));
}

/** Divides a long text, at the end of a line or word where there is one; never within a character. */
export function divideText(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > LONGEST_PARAGRAPH) {
    const head = rest.slice(0, LONGEST_PARAGRAPH);
    const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const within = /[\ud800-\udbff]$/.test(head) ? LONGEST_PARAGRAPH - 1 : LONGEST_PARAGRAPH;
    const end = at > LONGEST_PARAGRAPH / 2 ? at + 1 : within;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

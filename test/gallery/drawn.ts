/** One element of a drawing: HTML without markup of others' making, since every text is escaped when it is written. */
export interface Drawn {
  tag: string;
  attributes: Record<string, string | true>;
  children: Piece[];
}

/** A part of a drawing: an element, or text that a person reads. */
export type Piece = Drawn | string;

/** Marks what stands around a card and is not of it, such as the sender's name: drawn, and not counted as its text. */
export const FRAME = { 'data-frame': true } as const;

/** Draws an element; `null` and `undefined` children are left out, so that an absent part reads well at the caller's. */
export function draw(
  tag: string,
  attributes: Record<string, string | boolean | undefined>,
  ...children: (Piece | Piece[] | null | undefined)[]
): Drawn {
  const kept = Object.entries(attributes).filter(
    (entry): entry is [string, string | true] => entry[1] !== undefined && entry[1] !== false,
  );
  return {
    tag,
    attributes: Object.fromEntries(kept),
    children: children.flat().filter((child) => child !== null && child !== undefined),
  };
}

const VOID_TAGS = new Set(['br', 'hr', 'img', 'input']);
const INLINE_TAGS = new Set(['a', 'b', 'i', 's', 'u', 'code', 'span', 'sub', 'time']);

/**
 * Writes a drawing as HTML.
 * @param scope goes before the names of radio buttons, which would otherwise be one group across drawings
 */
export function toHtml(piece: Piece, scope = ''): string {
  if (typeof piece === 'string') return markSigns(escapeHtml(piece));
  const attributes = Object.entries(piece.attributes)
    .map(([name, value]) => {
      if (value === true) return ` ${name}`;
      return ` ${name}="${escapeHtml(name === 'name' ? scope + value : value)}"`;
    })
    .join('');
  if (VOID_TAGS.has(piece.tag)) return `<${piece.tag}${attributes}>`;
  // HTML swallows the first line break of a text area.
  const lead = piece.tag === 'textarea' ? '\n' : '';
  return `<${piece.tag}${attributes}>${lead}${piece.children.map((child) => toHtml(child, scope)).join('')}</${piece.tag}>`;
}

/** Signs that not every computer has a coloured font for; the style sheet draws them, and they stay text to read and copy. */
const SIGNS: Record<string, string> = { '❗': 'danger', '⚠️': 'warning', '✅': 'good', ℹ️: 'info' };

function markSigns(html: string): string {
  return html.replace(/❗|⚠️|✅|ℹ️/g, (sign) => `<span class="sign ${SIGNS[sign]}">${sign}</span>`);
}

/** Escapes text for HTML, in elements and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Every text a person reads in a drawing, from top to bottom, one for each paragraph, button, field value or choice. */
export function readTexts(piece: Piece): string[] {
  const texts: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line.trim() !== '') texts.push(line);
    line = '';
  };
  const visit = (part: Piece): void => {
    if (typeof part === 'string') {
      line += part;
      return;
    }
    const { tag, attributes, children } = part;
    if (attributes['data-frame']) return;
    if (tag === 'br') line += '\n';
    if (INLINE_TAGS.has(tag)) {
      for (const child of children) visit(child);
      return;
    }
    flush();
    for (const name of ['value', 'label', 'placeholder', 'aria-label']) {
      const value = attributes[name];
      if (typeof value !== 'string' || (name === 'value' && (tag === 'option' || attributes.type === 'radio')))
        continue;
      line = value;
      flush();
    }
    for (const child of children) visit(child);
    flush();
  };
  visit(piece);
  flush();
  return texts;
}

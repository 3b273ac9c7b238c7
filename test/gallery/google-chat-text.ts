import { type Drawn, draw, type Piece } from './drawn.ts';
import { UnknownElement } from './json.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Decodes the entities of HTML that a card's texts may hold. */
export function decodeHtml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name ?? ''] ?? whole;
  });
}

const TAGS = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'strike',
  'del',
  'font',
  'a',
  'ul',
  'ol',
  'li',
  'time',
  'code',
]);
const DRAWN_AS: Record<string, string> = { strong: 'b', em: 'i', strike: 's', del: 's', font: 'span', time: 'span' };

/**
 * Reads the small part of HTML that Google Chat's cards take. A tag that they do not take throws: it would vanish there, and
 * what a person typed must never be read as one.
 */
export function readCardHtml(text: string): Piece[] {
  const root: Drawn = draw('div', {});
  const open: { tag: string; node: Drawn }[] = [{ tag: '', node: root }];
  const top = (): Drawn => (open[open.length - 1] as { node: Drawn }).node;
  for (const part of text.split(/(<\/?[a-zA-Z][^<>]*>)/)) {
    const found = /^<(\/?)([a-zA-Z]+)([^<>]*)>$/.exec(part);
    if (!found) {
      if (part !== '') top().children.push(decodeHtml(part));
      continue;
    }
    const [, slash, name = '', rest = ''] = found;
    const tag = name.toLowerCase();
    if (tag === 'br') {
      top().children.push(draw('br', {}));
      continue;
    }
    if (!TAGS.has(tag)) throw new UnknownElement(`the tag ${part}`);
    if (slash) {
      const last = open.pop();
      if (last?.tag !== tag) throw new UnknownElement(`the tag ${part}, which closes nothing`);
      continue;
    }
    const node = draw(DRAWN_AS[tag] ?? tag, readAttributes(tag, rest));
    top().children.push(node);
    open.push({ tag, node });
  }
  if (open.length > 1) throw new UnknownElement(`a tag ${open[open.length - 1]?.tag} that is never closed`);
  return root.children;
}

function readAttributes(tag: string, rest: string): Record<string, string> {
  const value = (name: string): string | undefined =>
    decodeHtml(new RegExp(`${name}=["']([^"']*)["']`).exec(rest)?.[1] ?? '') || undefined;
  const href = tag === 'a' ? value('href') : undefined;
  const colour = tag === 'font' ? value('color') : undefined;
  return {
    ...(href ? { href } : {}),
    ...(colour && /^#[0-9a-f]{6}$/i.test(colour) ? { style: `color:${colour}` } : {}),
  };
}

const MARKS: [mark: string, tag: string][] = [
  ['*', 'b'],
  ['_', 'i'],
  ['~', 's'],
];

/** Reads the markup of a text message, which is not that of cards. */
export function readMessageText(text: string): Piece[] {
  return text.split(/(<[^<>\n]+\|[^<>\n]+>|<users\/[^<>\n]+>|`[^`\n]+`)/).flatMap((part): Piece[] => {
    const link = /^<([^<>|]+)\|([^<>]+)>$/.exec(part);
    if (link) return [draw('a', { href: link[1] }, link[2] ?? '')];
    if (/^<users\//.test(part)) return [draw('span', { class: 'mention' }, '@')];
    if (/^`[^`]+`$/.test(part)) return [draw('code', {}, part.slice(1, -1))];
    return readMarks(part);
  });
}

function readMarks(text: string): Piece[] {
  for (const [mark, tag] of MARKS) {
    const found = new RegExp(`(^|[\\s(])\\${mark}(\\S|\\S.*?\\S)\\${mark}(?=$|[\\s.,;:)])`).exec(text);
    if (!found) continue;
    const [whole, before = '', inner = ''] = found;
    const at = found.index + before.length;
    return [
      ...readMarks(text.slice(0, at)),
      draw(tag, {}, readMarks(inner)),
      ...readMarks(text.slice(found.index + whole.length)),
    ];
  }
  return text === '' ? [] : [text];
}

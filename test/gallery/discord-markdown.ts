import { draw, type Piece } from './drawn.ts';

/**
 * Reads Discord's markdown as Discord shows it: headings, small print, lists, quotes, emphasis, code, links, mentions and
 * backslashes that keep a sign from being markup. Typed signs that were not kept from it disappear here as they would there.
 */
export function readDiscordMarkdown(text: string): Piece[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part): Piece[] => {
    if (/^```[\s\S]+```$/.test(part)) return [draw('pre', {}, part.slice(3, -3).replace(/^\w*\n/, ''))];
    return readLines(part);
  });
}

const LINE_KINDS: [pattern: RegExp, tag: string, className?: string][] = [
  [/^# +(?=\S)/, 'h3'],
  [/^## +(?=\S)/, 'h4'],
  [/^### +(?=\S)/, 'h5'],
  [/^-# +(?=\S)/, 'p', 'small'],
  [/^ *[-*] +(?=\S)/, 'p', 'bullet'],
  [/^>>> /, 'blockquote'],
  [/^> /, 'blockquote'],
];

function readLines(text: string): Piece[] {
  const lines = text.replace(/^\n|\n$/g, '').split('\n');
  return lines.flatMap((line, index): Piece[] => {
    for (const [pattern, tag, className] of LINE_KINDS)
      if (pattern.test(line)) return [draw(tag, { class: className }, readInline(line.replace(pattern, '')))];
    const ordered = /^ *(\d+)\. +(?=\S)/.exec(line);
    if (ordered)
      return [
        draw('p', { class: 'numbered' }, line.slice(0, ordered[0].length), readInline(line.slice(ordered[0].length))),
      ];
    return [...readInline(line), ...(index < lines.length - 1 ? [draw('br', {})] : [])];
  });
}

/** The marks of emphasis, the longest first. */
const MARKS: [mark: string, tag: string][] = [
  ['**', 'b'],
  ['__', 'u'],
  ['~~', 's'],
  ['||', 'span'],
  ['*', 'i'],
  ['_', 'i'],
];
const LINK = /^\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/;
const MENTION = /^<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:\d+(?::\w)?)>/;
const URL_IN_ANGLES = /^<(https?:\/\/[^\s<>]+)>/;
const EVERYBODY = /^@(everyone|here)\b/;

function readInline(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const push = (piece: Piece): void => {
    if (plain !== '') pieces.push(plain);
    plain = '';
    pieces.push(piece);
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    if (/^\\[^\p{L}\p{N}\s]/u.test(rest)) {
      plain += rest[1];
      at += 2;
      continue;
    }
    const found = readSpecial(rest, at === 0 ? '' : (text[at - 1] ?? ''));
    if (!found) {
      plain += rest[0];
      at += 1;
      continue;
    }
    push(found.piece);
    at += found.length;
  }
  if (plain !== '') pieces.push(plain);
  return pieces;
}

function readSpecial(rest: string, before: string): { piece: Piece; length: number } | null {
  const code = /^`([^`\n]+)`/.exec(rest);
  if (code) return { piece: draw('code', {}, code[1] ?? ''), length: code[0].length };
  const link = LINK.exec(rest);
  if (link) return { piece: draw('a', { href: link[2] }, readInline(link[1] ?? '')), length: link[0].length };
  const angles = URL_IN_ANGLES.exec(rest);
  if (angles) return { piece: draw('a', { href: angles[1] }, angles[1] ?? ''), length: angles[0].length };
  const mention = MENTION.exec(rest) ?? EVERYBODY.exec(rest);
  if (mention) return { piece: draw('span', { class: 'mention' }, `(mention)`), length: mention[0].length };
  for (const [mark, tag] of MARKS) {
    if (!rest.startsWith(mark)) continue;
    // An underscore inside a word is a letter of it.
    if (mark === '_' && /[\p{L}\p{N}]/u.test(before)) continue;
    const end = findEnd(rest, mark);
    if (end === -1) continue;
    const attributes = mark === '||' ? { class: 'spoiler' } : {};
    return { piece: draw(tag, attributes, readInline(rest.slice(mark.length, end))), length: end + mark.length };
  }
  return null;
}

/** Where the emphasis ends; -1 when it does not, or holds nothing. */
function findEnd(text: string, mark: string): number {
  if (/^\s/.test(text.slice(mark.length)) && mark !== '||') return -1;
  for (let at = mark.length; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
      continue;
    }
    if (at > mark.length && text.startsWith(mark, at) && !/\s/.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

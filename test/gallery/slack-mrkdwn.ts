import { type Drawn, draw, type Piece } from './drawn.ts';

/** What Slack decodes for display, in mrkdwn and in plain text alike, and no other entity. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}

/** Emoji by the names an adapter may write; an unknown name stays as it was typed, as in Slack. */
const EMOJI: Record<string, string> = {
  warning: '⚠️',
  rotating_light: '🚨',
  white_check_mark: '✅',
  information_source: 'ℹ️',
  lock: '🔒',
  telephone_receiver: '📞',
};

/** Emoji names in plain text or mrkdwn as pictures. */
export function replaceEmoji(text: string): string {
  return text.replace(/:([a-z_]+):/g, (whole, name: string) => EMOJI[name] ?? whole);
}

const MARKS: [mark: string, tag: string][] = [
  ['*', 'b'],
  ['_', 'i'],
  ['~', 's'],
];

/**
 * Reads Slack's mrkdwn as Slack shows it: bold, italic, struck, code, quotes, links, mentions, entities. Typed signs that were
 * not kept from being markup disappear from the drawing here as they would in Slack.
 */
export function readMrkdwn(text: string): Piece[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part): Piece[] => {
    if (/^```[\s\S]+```$/.test(part)) return [draw('pre', {}, decodeEntities(part.slice(3, -3)))];
    return readQuotes(part);
  });
}

function readQuotes(text: string): Piece[] {
  const pieces: Piece[] = [];
  let quoted: Piece[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const isQuote = line.startsWith('&gt;') || line.startsWith('>');
    if (isQuote) {
      if (quoted.length > 0) quoted.push('\n');
      quoted.push(...readInline(line.replace(/^(&gt;|>)\s?/, '')));
      continue;
    }
    if (quoted.length > 0) pieces.push(draw('blockquote', {}, quoted));
    quoted = [];
    pieces.push(...readInline(line));
    if (index < lines.length - 1) pieces.push('\n');
  }
  return quoted.length > 0 ? [...pieces, draw('blockquote', {}, quoted)] : pieces;
}

function readInline(text: string): Piece[] {
  return text.split(/(`[^`\n]+`)/).flatMap((part): Piece[] => {
    if (/^`[^`]+`$/.test(part)) return [draw('code', {}, decodeEntities(part.slice(1, -1)))];
    return part.split(/(<[^<>\n]+>)/).flatMap((inner) => {
      if (/^<[^<>]+>$/.test(inner)) return [readAngles(inner.slice(1, -1))];
      return readMarks(inner);
    });
  });
}

/** A link or a mention. */
function readAngles(text: string): Drawn {
  const [target = '', label] = text.split('|');
  if (/^[@#!]/.test(target)) return draw('span', { class: 'mention' }, label ?? target.replace('!', '@'));
  return draw('a', { href: decodeEntities(target) }, decodeEntities(label ?? target.replace(/^(mailto|tel):/, '')));
}

/** Emphasis holds from a word's beginning to a word's end. */
function readMarks(text: string): Piece[] {
  for (const [mark, tag] of MARKS) {
    const found = new RegExp(
      `(^|[^\\p{L}\\p{N}${mark}])[${mark}](\\S|\\S.*?\\S)[${mark}](?![\\p{L}\\p{N}${mark}])`,
      'u',
    ).exec(text);
    if (!found) continue;
    const [whole, before = '', inner = ''] = found;
    const at = found.index + before.length;
    return [
      ...readMarks(text.slice(0, at)),
      draw(tag, {}, readMarks(inner)),
      ...readMarks(text.slice(found.index + whole.length)),
    ];
  }
  return text === '' ? [] : [replaceEmoji(decodeEntities(text))];
}

/**
 * Takes the meaning from every sign that Discord's markdown knows: emphasis, code, spoilers, links, mentions, timestamps,
 * emoji, headings, lists and quotes. What a person typed reads as it was typed.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[\\*_~`|<[\]]/g, '\\$&')
      // Blanks of one line only: over many empty lines each of them would be looked at again and again.
      .replace(/^([^\S\n\u2028\u2029]*)([#>+-])/gm, '$1\\$2')
      .replace(/^([^\S\n\u2028\u2029]*\d+)\./gm, '$1\\.')
      // An address becomes no link that a finger can slip on.
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/:(?=[\w+-]+:)/g, '\\:')
      .replace(/@(?=everyone|here)/g, '\\@')
  );
}

/** Every line in bold; an empty one stays empty. */
export const makeBold = (escaped: string): string => eachLine(escaped, (line) => `**${line.trim()}**`);
/** Every line small and grey. */
export const makeSubtle = (escaped: string): string => eachLine(escaped, (line) => `-# ${line}`);
/** Every line as a quotation. */
export const makeQuote = (escaped: string): string =>
  escaped
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
/** A heading; its lines become one. */
export const makeHeading = (escaped: string, level: 2 | 3): string =>
  `${'#'.repeat(level)} ${escaped.replace(/\s*\n\s*/g, ' ')}`;

function eachLine(text: string, mark: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : mark(line)))
    .join('\n');
}

/**
 * Divides an escaped text so that the first part has at most this many characters: at the end of a line, else between two
 * words, else anywhere but behind a backslash that belongs to the next sign. Nothing is left out but the line end or blank
 * at which it was divided.
 */
export function splitText(text: string, most: number): [head: string, tail: string] {
  if (text.length <= most) return [text, ''];
  const within = text.slice(0, most + 1);
  for (const [sign, least] of [
    ['\n', most / 4],
    [' ', most / 2],
  ] as const) {
    const at = within.lastIndexOf(sign);
    if (at >= least) return [text.slice(0, at), text.slice(at + 1)];
  }
  let at = most;
  const backslashes = /\\*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  if (backslashes % 2 === 1) at -= 1;
  if (/[\ud800-\udbff]$/.test(text.slice(0, at))) at -= 1;
  return [text.slice(0, at), text.slice(at)];
}

/** Characters that show nothing by themselves, or turn what follows them round: a reader must see that they are there. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/u;
/** Kinds of space that differ in width alone. */
const SPACE = /\p{Zs}/u;

/**
 * A text as the font can print it. Letters that are put together of parts are joined first; what the font cannot draw is named
 * by its code point, "[U+1F600]", so that nothing of what somebody wrote is lost in silence.
 * @param drawn the code points the font can draw
 */
export function makePrintable(text: string, drawn: ReadonlySet<number>): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ');
  return Array.from(plain, (character) => {
    if (character === '\n' || character === ' ') return character;
    const code = character.codePointAt(0) ?? 0;
    if (drawn.has(code) && !UNSEEN.test(character)) return character;
    if (SPACE.test(character)) return ' ';
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}

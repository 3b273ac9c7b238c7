import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePrintable } from '../../src/exports/printable.ts';
import { readGlyphs } from '../../src/exports/read-glyphs.ts';
import { HARD_NAMES } from './long-file.ts';

const folder = createRequire(import.meta.url)
  .resolve('pdfmake/package.json')
  .replace('package.json', 'fonts/Roboto/');
const drawn = readGlyphs(readFileSync(`${folder}Roboto-Regular.ttf`));

describe('what a font can print', () => {
  it('is read from the font: Latin with all accents, Greek and Cyrillic, no emoji', () => {
    for (const character of HARD_NAMES.join('').normalize('NFC'))
      expect(drawn.has(character.codePointAt(0) ?? 0), character).toBe(true);
    for (const character of '😀我א→') expect(drawn.has(character.codePointAt(0) ?? 0), character).toBe(false);
  });

  it('leaves every text as it is that the font can draw', () => {
    for (const name of HARD_NAMES) expect(makePrintable(name, drawn)).toBe(name.normalize('NFC'));
    expect(makePrintable('“One”\r\n\ttwo – £5\u00a0note\u202fof', drawn)).toBe('“One”\n    two – £5\u00a0note of');
  });

  it.each([
    ['a letter made of parts', 'Zso\u0301fia', 'Zsófia'],
    ['an emoji', 'ok 😀', 'ok [U+1F600]'],
    ['an emoji of several parts', '👩\u200d🏫', '[U+1F469][U+200D][U+1F3EB]'],
    ['half a character', 'a\ud83d', 'a[U+D83D]'],
    ['a sign that turns the text round', 'safe\u202egpj.exe', 'safe[U+202E]gpj.exe'],
    ['a control character', 'a\u0000b\u001b', 'a[U+0000]b[U+001B]'],
    ['a letter of another script', 'שלום', '[U+05E9][U+05DC][U+05D5][U+05DD]'],
  ])('prints %s', (_, text, printed) => {
    expect(makePrintable(text, drawn)).toBe(printed);
  });

  it('holds nothing the font cannot draw, and says each such sign by its code, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const printed = makePrintable(text, drawn);
        for (const character of printed)
          expect(character === '\n' || drawn.has(character.codePointAt(0) ?? 0)).toBe(true);
        const lost = Array.from(text.normalize('NFC')).filter(
          (character) => !drawn.has(character.codePointAt(0) ?? 0) && !/[\s\u0085]/u.test(character),
        );
        const marks = printed.match(/\[U\+[0-9A-F]{4,6}\]/g) ?? [];
        expect(marks.length).toBeGreaterThanOrEqual(lost.length);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { findLostTexts } from './lost-texts.ts';

const LONG = 'The first half of a long account, and then the second half of it.';

describe('texts that a rendering lost', () => {
  it('are those that no paragraph holds', () => {
    expect(findLostTexts(['Kept', 'Lost'], ['It is Kept here'])).toEqual(['Lost']);
  });

  it('are not those that go on in the next paragraph, message or field', () => {
    expect(
      findLostTexts([LONG], ['The first half of a long account, and', '(continued)', 'then the second half of it.']),
    ).toEqual([]);
    expect(findLostTexts(['One\nTwo\nThree'], ['One', 'Two', 'Three'])).toEqual([]);
  });

  it('are those of which a word is missing or which is cut at its end', () => {
    expect(findLostTexts([LONG], ['The first half of a long account, and', 'the second half of it.'])).toEqual([LONG]);
    expect(findLostTexts([LONG], [`${LONG.slice(0, 40)}…`])).toEqual([LONG]);
    expect(findLostTexts(['One\nTwo\nThree'], ['One', 'Three'])).toEqual(['One\nTwo\nThree']);
  });

  it('are not dates in British order, where a date is typed', () => {
    expect(findLostTexts(['2026-11-19'], ['19/11/2026'])).toEqual([]);
  });
});

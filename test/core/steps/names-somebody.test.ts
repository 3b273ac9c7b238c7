import { describe, expect, it } from 'vitest';
import { namesSomebody } from '../../../src/core/incidents/steps/names-somebody.ts';
import type { StepContext } from '../../../src/core/incidents/steps/step.ts';

const STAFF: [string, string][] = [
  ['a', 'Zoë Smith-Jones'],
  ['b', 'May O’Leary (cover)'],
  ['c', 'Paweł Łukasik'],
];

function names(lesson: string, inCase: string[] = [], about: string[] = []): boolean {
  const everybody = STAFF.map(([personId, name]) => ({ personId, name }));
  return namesSomebody(lesson, { work: { names: inCase, adultIds: about }, everybody } as unknown as StepContext);
}

describe('a lesson that names somebody', () => {
  it.each([
    ['a pupil', 'Talk to Robin sooner.', ['Robin Invented']],
    ['a possessive', 'Robin’s phone was not collected.', ['Robin Invented']],
    ['a possessive with a typewriter’s mark', "Invented's family was rung late.", ['Robin Invented']],
    ['other letters for accents', 'Zoe and Lukasz sat together.', ['Zoë Łukasz']],
    ['accents where the report had none', 'Chloé was not asked.', ['chloe green']],
    ['a name typed without a capital', 'Ask robin earlier.', ['robin']],
    ['a part of a double name', 'Mary Ann was left alone.', ['Mary-Ann Nguyen']],
    ['a short name, written as one', 'Ask Bo first.', ['Bo Li']],
    ['a name in capitals', 'ROBIN was not asked.', ['Robin Invented']],
  ])('is refused: %s', (_, lesson, inCase) => {
    expect(names(lesson, inCase)).toBe(true);
  });

  it.each([
    ['a surname', 'Mrs Jones passed it on late.'],
    ['a surname with an apostrophe', 'The o’leary form was lost.'],
    ['a surname in other letters', 'Mr Lukasik blocked it.'],
    ['a first name that stands as one', 'It helped that Zoë rang at once.'],
  ])('is refused where it is a colleague: %s', (_, lesson) => {
    expect(names(lesson)).toBe(true);
  });

  it('is refused with the first name of an adult whom the case is about', () => {
    expect(names('may had the keys.', [], ['b'])).toBe(true);
  });

  it.each([
    'Collect phones before the trip.',
    'May we check the filter each term?',
    'Two boys and a girl told a teacher: make that easy.',
    'Ring both families on the day.',
  ])('is kept where it names nobody: %s', (lesson) => {
    expect(names(lesson, ['two boys', 'a girl in Year 4', 'pupil unknown'])).toBe(false);
  });
});

import { expect, describe as group, it } from 'vitest';
import { describe } from '../../cards/describe.ts';
import { CATEGORIES } from '../../src/core/incidents/taxonomy.ts';
import { everyExampleView } from './example-views.ts';
import { listTexts } from './texts.ts';

const LONGEST_AVERAGE_WORDS = 25;
const LONGEST_SENTENCE_WORDS = 35;

/** Our own words: what others wrote into the view is theirs. */
function listOwnTexts({ view }: ReturnType<typeof everyExampleView>[number]): string[] {
  const theirs = new Set(listStrings(view));
  return listTexts(describe(view)).filter((text) => !theirs.has(text));
}

function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listStrings);
}

function countWords(sentence: string): number {
  return sentence.split(/\s+/).filter(Boolean).length;
}

/** A colon ends a thought as a full stop does, and each listed thing is read by itself. */
function listSentences(text: string): string[] {
  return text.split(/[.?:;]\s+|\n+/).filter((sentence) => countWords(sentence) > 0);
}

group('the words people read', () => {
  const examples = everyExampleView();

  it('has no exclamation mark', () => {
    for (const example of examples) {
      for (const text of listTexts(describe(example.view))) expect(text, example.name).not.toContain('!');
    }
  });

  it('keeps sentences short enough for somebody in a hurry', () => {
    for (const example of examples) {
      const lengths = listOwnTexts(example).flatMap(listSentences).map(countWords);
      const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      expect(average, example.name).toBeLessThanOrEqual(LONGEST_AVERAGE_WORDS);
      expect(Math.max(...lengths), example.name).toBeLessThanOrEqual(LONGEST_SENTENCE_WORDS);
    }
  });

  it('shows nobody a word of the program', () => {
    const codes = /\b(null|undefined|NaN|\[object|actions_open|self_harm|staff_[a-z_]+|report-form|not-saved)\b/;
    for (const example of examples) {
      for (const text of listOwnTexts(example)) {
        expect(text, example.name).not.toMatch(codes);
        expect(text, example.name).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
        expect(text.trim(), example.name).toBe(text);
        expect(text, example.name).not.toBe('');
      }
    }
  });

  it('[M04] offers the four categories where something is reported, assessed or looked for, and nowhere else', () => {
    for (const { name, view } of examples) {
      const shown = describe(view);
      if (shown.kind !== 'form') continue;
      const field = shown.parts.flatMap((part) => part.fields).find(({ id }) => id === 'category');
      const reports = view.name === 'report-form' && view.variant === 'report';
      if (!reports && !(view.name === 'desk-form' && ['assess', 'find'].includes(view.form))) {
        expect(field, name).toBeUndefined();
        continue;
      }
      expect(field?.kind === 'choice' && field.options.map((option) => option.value), name).toEqual([...CATEGORIES]);
    }
  });

  it('keeps every option and button short enough for the narrowest platform', () => {
    for (const { name, view } of examples) {
      const shown = describe(view);
      const labels =
        shown.kind === 'card'
          ? shown.actions.map((action) => action.label)
          : shown.parts
              .flatMap((part) => part.fields)
              .flatMap((field) => ('options' in field ? field.options.map((option) => option.label) : []));
      for (const label of labels) expect([...label].length, `${name}: ${label}`).toBeLessThanOrEqual(75);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { continuedId, divideText, mergeInputs } from '../../../adapters/discord/form-values.ts';
import type { Field, Form } from '../../../cards/model.ts';

const makeForm = (...fields: Field[]): Form => ({
  kind: 'form',
  name: 'report-form',
  title: 'Form',
  summary: 'Form',
  blocks: [],
  parts: [{ fields }],
  submitLabel: 'Send',
  data: {},
});
const longText: Field = { kind: 'longText', id: 'what', label: 'What?', maxLength: 10_000 };
const choice = (count: number): Field => ({
  kind: 'choice',
  id: 'type',
  label: 'Which?',
  style: 'menu',
  options: Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `${index}` })),
});

/** What is sent when every field of a text comes back as it stood. */
const sendAll = (parts: string[]): Record<string, string> =>
  Object.fromEntries(parts.map((part, at) => [at === 0 ? 'what' : continuedId('what', at, part), part]));

describe('a long text', () => {
  it.each([
    ['short', 'one\ntwo'],
    ['of exactly one field', 'x'.repeat(4000)],
    ['of three fields', Array.from({ length: 1800 }, (_, index) => `w${index}`).join(' ')],
    ['with a sign of two units at the division', `${'x'.repeat(3999)}🦜${'y'.repeat(100)}`],
    ['with line ends at the division', `${'x'.repeat(3995)}\n\n\n\n\n\n${'y'.repeat(100)}`],
  ])('%s comes together as it was', (_, text) => {
    const parts = divideText(text);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(4000);
    expect(mergeInputs(makeForm(longText), {}, sendAll(parts)).what).toBe(text);
  });

  it.each([9, 3990, 3995, 4000])('of %i characters that a person goes on with begins a new line there', (length) => {
    const before = { what: 'x'.repeat(length) };
    const { what } = mergeInputs(makeForm(longText), before, { 'what~1': 'It went on.' });
    expect(what).toBe(`${before.what}\nIt went on.`);
  });

  it('that was divided stays one line, even where its first part got shorter', () => {
    const before = { what: 'x'.repeat(5000) };
    expect(mergeInputs(makeForm(longText), before, { what: 'y' }).what).toBe(`y${'x'.repeat(1000)}`);
  });

  it('keeps its other fields when one of them is changed', () => {
    const before = { what: `${'x'.repeat(4000)}${'y'.repeat(4000)}z` };
    const { what } = mergeInputs(makeForm(longText), before, { 'what+1': 'Y'.repeat(4000) });
    expect(what).toBe(`${'x'.repeat(4000)}${'Y'.repeat(4000)}z`);
  });
});

describe('what comes back of one page', () => {
  const form = makeForm(
    longText,
    { kind: 'text', id: 'device', label: 'Device', maxLength: 200 },
    { kind: 'date', id: 'date', label: 'Date' },
    { kind: 'time', id: 'time', label: 'Time' },
    choice(27),
  );

  it('joins what was typed before; what was emptied is gone', () => {
    const before = { what: 'Typed.', device: 'Laptop 14' };
    expect(mergeInputs(form, before, { device: '', date: '9/11/2026', time: '9.05' })).toEqual({
      what: 'Typed.',
      date: '2026-11-09',
      time: '09:05',
    });
  });

  it('takes along what belongs to no field known here, but no parts of one', () => {
    expect(mergeInputs(form, {}, { school: 'larkfield', 'device~9': 'y', 'school~1': 'z' })).toEqual({
      school: 'larkfield',
    });
  });

  it('counts the menu that was changed, and of two new choices the later', () => {
    const merge = (before: string, first: string, second: string) =>
      mergeInputs(form, { type: before }, { type: first, 'type~1': second }).type;
    expect(merge('', 'v1', '')).toBe('v1');
    expect(merge('', '', 'v20')).toBe('v20');
    expect(merge('v20', 'v1', 'v20')).toBe('v1');
    expect(merge('v1', 'v1', 'v20')).toBe('v20');
    expect(merge('', 'v1', 'v20')).toBe('v20');
    expect(merge('v1', '∅', '')).toBeUndefined();
    expect(merge('v1', '', '')).toBeUndefined();
  });
});

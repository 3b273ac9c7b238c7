import { describe, expect, it } from 'vitest';
import { chooseTyped } from '../../src/core/incidents/steps/choose-typed.ts';

const owner = [
  { value: 'p-1', label: 'Hope Head, Headteacher' },
  { value: 'p-2', label: 'Sam Twice, Teacher' },
  { value: 'p-3', label: 'Sam Twice, Governor' },
];
const chosen = (typed: string) => chooseTyped({ owner: typed, reason: 'Hope Head' }, { owner }).owner;

describe('a person whose name is typed because the list is too long', () => {
  it.each(['Hope Head', ' hope  HEAD ', 'Hope Head, Headteacher'])('is the one it fits: "%s"', (typed) => {
    expect(chosen(typed)).toBe('p-1');
  });

  it.each(['Hope', 'Head', 'Sam Twice', 'Somebody Else', '', 'p-1'])('is left to the rule otherwise: "%s"', (typed) => {
    expect(chosen(typed)).toBe(typed);
  });

  it('is told apart by what they do', () => {
    expect(chosen('Sam Twice, Governor')).toBe('p-3');
  });

  it('changes no other answer', () => {
    expect(chooseTyped({ owner: 'Hope Head', reason: 'Hope Head' }, { owner }).reason).toBe('Hope Head');
  });
});

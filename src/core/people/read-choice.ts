import type { Choice } from '../form-views.ts';

/**
 * Reads what was chosen from a list, or, where the list is too long for the platform to show, the label as it was typed.
 * @returns the value; null when nothing or more than one thing fits
 */
export function readChoice(choices: readonly Choice[], answer: string): string | null {
  const chosen = choices.find(({ value }) => value === answer);
  if (chosen) return chosen.value;
  const named = choices.filter(({ label }) => plain(label) === plain(answer) || plain(nameIn(label)) === plain(answer));
  return named.length === 1 ? (named[0]?.value ?? null) : null;
}

/** Labels of people are "name, job title". */
const nameIn = (label: string): string => label.split(',')[0] ?? label;

const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

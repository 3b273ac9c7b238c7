import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { Ids } from './core/ids.ts';

/** Without 0, 1, I, O and vowels: read out over a telephone, and never a word. */
const LETTERS = '23456789BCDFGHJKLMNPQRSTVWXYZ';
/** How many of them are digits; a drawn reference that is to be no number begins with one of the others. */
const DIGITS = 8;

/** Random text of easily read letters and digits. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** The identifiers of the running program. */
export const randomIds: Ids = {
  uuid: randomUUID,
  restrictedReference: () => `ES-R-${randomCode(4)}`,
  unnumberedReference: (year) => `ES-${year}-${LETTERS[randomInt(DIGITS, LETTERS.length)]}${randomCode(3)}`,
  keyOf: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
};

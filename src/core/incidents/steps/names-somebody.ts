import type { StepContext } from './step.ts';

/** A shorter word of a name stands in too many other words, and counts only where it is written as a name. */
const SHORTEST_NAME_WORD = 3;
/** What is typed where a name is not known: a lesson may speak of a boy, a group or a parent. */
const NO_NAMES =
  'the and two three four five six some several both other others unknown group class year pupil pupils child children boy boys girl girls ' +
  'student students teacher teachers staff member members parent parents mother father mum dad family brother sister friend friends ' +
  'from with named called not known reception nursery adult person people stranger account user';
const PLAIN_WORDS = new Set(NO_NAMES.split(' '));
/** Letters that stand for others without being an accent on them. */
const LETTERS: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };

/**
 * Whether a lesson holds a word of a name: of anybody the case names, of an adult it is about, or a colleague's. Governors read
 * lessons, so that a word too many is refused rather than one too few.
 */
export function namesSomebody(
  lesson: string,
  context: Pick<StepContext, 'everybody'> & { work: Pick<StepContext['work'], 'names' | 'adultIds'> },
): boolean {
  const { work, everybody } = context;
  const written = wordsOf(lesson);
  const folded = new Set(written.map(fold));
  const midSentence = new Set(wordsOf(lesson.replace(/(^|[.!?]\s+)\P{L}*\p{L}+/gu, ' ')));
  const has = (word: string): boolean =>
    word.length >= SHORTEST_NAME_WORD ? folded.has(fold(word)) : /^\p{Lu}/u.test(word) && written.includes(word);
  const about = everybody.filter(({ personId }) => work.adultIds.includes(personId)).map(({ name }) => name);
  const named = [...work.names, ...about].flatMap(wordsOf).filter((word) => !PLAIN_WORDS.has(fold(word)));
  if (named.some(has)) return true;
  return everybody.some(({ name }) => {
    const plain = name.replace(/\(.*\)/, '').trim();
    const surname = plain.split(/\s+/).at(-1) ?? '';
    if (wordsOf(surname).filter(isCapital).some(has)) return true;
    // First names such as May or Mark are words of any sentence: only where they stand as a name.
    return wordsOf(plain.slice(0, -surname.length)).some(
      (word) => isCapital(word) && word.length > 1 && midSentence.has(word),
    );
  });
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

function fold(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[łøđßæœ]/g, (letter) => LETTERS[letter] ?? letter);
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SchoolProfile } from '../core/school/profile.ts';

const reference = z
  .object({
    code: z.string(),
    /** `uk` holds in every nation. */
    nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland', 'uk']),
    /** Ways of citing it: it is meant where every word of one way occurs. */
    cited_as: z.array(z.array(z.string()).min(1)).min(1),
    /** What became of it, to stand between "cites '…':" and "on <date>". */
    what: z.string(),
    since: z.iso.date(),
    instead: z.string(),
    /** True for a point from general knowledge that somebody should verify. */
    check: z.boolean().default(false),
  })
  .strict();

/** One law, guidance, body or product that has been replaced. */
export type Reference = z.infer<typeof reference>;

let loaded: Reference[] | null = null;

/** What a policy's citation means that has been replaced by `today` (YYYY-MM-DD) in the school's nation. */
export function findReferences(cited: string, nation: SchoolProfile['nation'], today: string): Reference[] {
  loaded ??= z.array(reference).parse(parse(readFileSync(new URL('./data/references.yaml', import.meta.url), 'utf8')));
  return loaded.filter(
    (entry) =>
      (entry.nation === 'uk' || entry.nation === nation) &&
      entry.since <= today &&
      entry.cited_as.some((words) => words.every((word) => containsWord(cited, word))),
  );
}

/** Whole words only, so that "LEA" is not found in "clear". */
function containsWord(text: string, word: string): boolean {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

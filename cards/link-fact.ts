import type { Fact } from './model.ts';

/** Where a document of the school's can be read: a link where there is a web address, else words that say what to do. */
export function linkFact(url: string | null, none: string): Fact {
  const fact: Fact = { label: 'Where to read it', value: url ?? none };
  return url !== null && /^https?:\/\/\S+$/.test(url) ? { ...fact, url } : fact;
}

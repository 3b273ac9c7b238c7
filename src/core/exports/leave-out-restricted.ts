import type { CaseFile } from './case-file.ts';
import type { Exports } from './exports.ts';

/** Whatever could be a reference, also as people type it. */
const REFERENCE = /\bES-[A-Z0-9-]*[A-Z0-9]\b/gi;
const LEFT_OUT = '[reference left out]';

/**
 * The file of a case that is not restricted, without any reference of one that is: it is read by people who must not learn
 * that there is another. Links are left out; in what somebody wrote, a reference is replaced so that it can be seen.
 */
export async function leaveOutRestricted(exports: Exports, schoolId: string, file: CaseFile): Promise<CaseFile> {
  if (file.facts.restricted) return file;
  const written = new Set([...JSON.stringify(file).matchAll(REFERENCE)].map(([reference]) => reference.toUpperCase()));
  const hidden = new Set(await exports.restrictedAmong(schoolId, [...written]));
  if (hidden.size === 0) return file;
  const linked = file.linked.filter(({ reference }) => !hidden.has(reference));
  return withTexts({ ...file, linked }, hidden) as CaseFile;
}

function withTexts(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (typeof value === 'string')
    return value.replace(REFERENCE, (reference) => (hidden.has(reference.toUpperCase()) ? LEFT_OUT : reference));
  if (Array.isArray(value)) return value.map((item) => withTexts(item, hidden));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name, item]) => name !== 'reference' || !hidden.has(String(item)));
  return Object.fromEntries(kept.map(([name, item]) => [name, withTexts(item, hidden)]));
}

import type { SchoolProfile } from '../../core/school/profile.ts';
import type { Finding, LintOptions } from '../finding.ts';

/** Checks that term dates are given and still reach into the future: reminders and cover follow them. */
export function lintTerms(profile: SchoolProfile, { today }: LintOptions): Finding[] {
  const findings: Finding[] = [];
  const last = profile.terms
    .map((term) => term.to)
    .sort()
    .at(-1);
  if (last === undefined || last < today) {
    const what = last === undefined ? 'no term dates are given' : `the last term given ended on ${last}`;
    const message = `${what}; reminders and school hours follow them: add this school year's terms, with the half-terms left out`;
    findings.push({ level: 'warning', code: 'terms-missing', path: 'terms', message });
  }
  const ordered = [...profile.terms].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [index, term] of ordered.entries()) {
    const next = ordered[index + 1];
    if (!next || next.from > term.to) continue;
    const message = `the term from ${next.from} begins before the one from ${term.from} ends; correct one of the dates`;
    findings.push({ level: 'warning', code: 'terms-overlap', path: 'terms', message });
  }
  return findings;
}

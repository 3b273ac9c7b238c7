import type { SchoolProfile } from './profile.ts';
import { academicYear, academicYearOf, termsOf } from './school-year.ts';

const known = new WeakMap<SchoolProfile, Map<string, SchoolProfile>>();

/**
 * The profile with the usual months of English schools as its next terms, where all the terms it gives are over: a school that
 * has not entered the new year's dates yet must not fall silent. Any other profile as it is.
 * @param day local day, `YYYY-MM-DD`
 */
export function withUsualTerms(profile: SchoolProfile, day: string): SchoolProfile {
  const last = profile.terms
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (last === undefined || day <= last) return profile;
  const year = academicYearOf(day);
  const years = known.get(profile) ?? new Map<string, SchoolProfile>();
  known.set(profile, years);
  const found = years.get(year) ?? addUsualTerms(profile, year, last);
  years.set(year, found);
  return found;
}

function addUsualTerms(profile: SchoolProfile, year: string, last: string): SchoolProfile {
  const next = academicYearOf(`${academicYear(year).to.slice(0, 4)}-09-01`);
  const usual = [...termsOf(profile, year), ...termsOf(profile, next)].filter(({ from }) => from > last);
  return { ...profile, terms: [...profile.terms, ...usual.map(({ from, to }) => ({ from, to }))] };
}

import { addDays } from './core/school/add-period.ts';
import { dayAfter, instantOf, isSchoolDay, localDay } from './core/school/calendar.ts';
import type { SchoolProfile } from './core/school/profile.ts';
import { academicYearOf, termsOf } from './core/school/school-year.ts';

/** Where the demo's clock can be put. */
export const SKIPS = [
  { name: 'school-day', label: 'Next school day' },
  { name: 'week', label: 'A week on' },
  { name: 'term', label: 'Next term' },
] as const;
/** One place the demo's clock can be put. */
export type Skip = (typeof SKIPS)[number]['name'];

/** A few minutes into the school day: what is due in the morning has gone out by then. */
const MINUTES_AFTER_START = 5;
const LONGEST_SKIP_DAYS = 200;

/**
 * The mornings the demo's clock stops at on its way: each school day up to the one that was asked for, so that nothing that
 * falls due in between is left out. Empty where the profile's terms end before that.
 */
export function listMornings(profile: SchoolProfile, from: Date, skip: Skip): Date[] {
  const mornings: Date[] = [];
  const today = localDay(from);
  const until = endOf(profile, today, skip);
  let day = morningOf(profile, today) > from ? today : dayAfter(today);
  for (let searched = 0; searched < LONGEST_SKIP_DAYS; searched += 1, day = dayAfter(day)) {
    if (!isSchoolDay(profile, day)) continue;
    mornings.push(morningOf(profile, day));
    if (day >= until) return mornings;
  }
  return [];
}

/** The first day on which it may stop. */
function endOf(profile: SchoolProfile, today: string, skip: Skip): string {
  if (skip === 'school-day') return today;
  if (skip === 'week') return addDays(today, 7);
  const year = academicYearOf(today);
  const next = academicYearOf(addDays(today, 366));
  return [...termsOf(profile, year), ...termsOf(profile, next)].find((term) => term.from > today)?.from ?? today;
}

function morningOf(profile: SchoolProfile, day: string): Date {
  return new Date(instantOf(day, profile.school_day.starts).getTime() + MINUTES_AFTER_START * 60_000);
}

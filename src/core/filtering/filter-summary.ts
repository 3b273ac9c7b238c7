import type { Desk } from '../desk.ts';
import type { FilterSummaryView } from '../filter-views.ts';
import { dayBefore, isSchoolDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';

/** No school closes for longer. */
const LONGEST_SEARCH_DAYS = 100;

/** The days a summary of one school day is about: from the school day before it to the day before it. */
export function summaryDays(profile: SchoolProfile, day: string): { from: string; to: string } {
  const to = dayBefore(day);
  let from = to;
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS && !isSchoolDay(profile, from); searched += 1)
    from = dayBefore(from);
  return { from, to };
}

/** What the filter reported before one school day, in numbers alone; null when there is nothing to say. */
export async function filterSummary(
  desk: Desk,
  profile: SchoolProfile,
  day: string,
  mayOpen: boolean,
): Promise<FilterSummaryView | null> {
  const { from, to } = summaryDays(profile, day);
  const counts = await desk.store.filtering.countDays(profile.id, from, to);
  if (counts.alerts === 0 && counts.waiting === 0) return null;
  return { name: 'filter-summary', school: headingOf(profile), from, to, ...counts, mayOpen };
}

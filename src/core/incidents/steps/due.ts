import { instantOf, isSchoolDay, nextSchoolMorning, oneWorkingDayLater } from '../../school/calendar.ts';
import type { SchoolProfile } from '../../school/profile.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;
/** No school closes for longer than a summer; a date further from any school day is kept as it is. */
const LONGEST_CLOSED_DAYS = 60;

/** The end of the school day on which something is due: until then it is in time. */
export const dueAtEndOf = (profile: SchoolProfile, day: string): Date => instantOf(day, profile.school_day.ends);

/** The school morning on which somebody is reminded of what is due on a day: that day's, or the last one before it. */
export function remindOn(profile: SchoolProfile, day: string): Date {
  let candidate = day;
  for (let searched = 0; searched < LONGEST_CLOSED_DAYS; searched += 1) {
    if (isSchoolDay(profile, candidate)) return instantOf(candidate, profile.school_day.starts);
    candidate = new Date(Date.parse(candidate) - DAY_MILLISECONDS).toISOString().slice(0, 10);
  }
  return instantOf(day, profile.school_day.starts);
}

/** The next school morning, or in the holidays the next working day: when somebody is reminded again of what is late. */
export function remindAgainAt(profile: SchoolProfile, now: Date): Date {
  return nextSchoolMorning(profile, now) ?? oneWorkingDayLater(profile, now);
}

/** Never in the past: what is due before the next tick is reminded of at that tick. */
export const notBefore = (at: Date, now: Date): Date => (at < now ? now : at);

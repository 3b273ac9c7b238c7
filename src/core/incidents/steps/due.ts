import { addDays } from '../../school/add-period.ts';
import { instantOf, isSchoolDay, isWorkingDay, localDay } from '../../school/calendar.ts';
import type { SchoolProfile } from '../../school/profile.ts';
import { nextMorning } from '../urgency.ts';

const HOUR_MILLISECONDS = 60 * 60_000;
/** Half-term with its weekends: a reminder that comes earlier than this is forgotten before the day. */
const EARLIEST_DAYS = 10;

/** The end of the school day on which something is due: until then it is in time. */
export const dueAtEndOf = (profile: SchoolProfile, day: string): Date => instantOf(day, profile.school_day.ends);

/** The last school day up to a day; where none is near, that day itself. */
export function schoolDayBy(profile: SchoolProfile, day: string): string {
  return daysBackFrom(day).find((candidate) => isSchoolDay(profile, candidate)) ?? day;
}

/**
 * When somebody is first reminded of something: on the last school morning before it is due, in longer holidays on the last
 * working morning, and where no morning lies between, an hour before. Never at once: that it is given is a message of its own.
 */
export function remindBefore(profile: SchoolProfile, dueAt: Date, now: Date): Date {
  const morning = morningBefore(profile, dueAt, now);
  if (morning) return morning;
  const hourBefore = new Date(dueAt.getTime() - HOUR_MILLISECONDS);
  if (hourBefore > now) return hourBefore;
  return dueAt > now ? dueAt : now;
}

/** When somebody is reminded again: before it is due if there is still a morning, and then on each school morning, in the holidays each working day. */
export function remindAgainAt(profile: SchoolProfile, dueAt: Date, now: Date): Date {
  return morningBefore(profile, dueAt, now) ?? nextMorning(profile, now);
}

function morningBefore(profile: SchoolProfile, dueAt: Date, now: Date): Date | null {
  for (const counts of [isSchoolDay, isWorkingDay]) {
    for (const day of daysBackFrom(localDay(dueAt))) {
      const morning = instantOf(day, profile.school_day.starts);
      if (morning <= now) break;
      if (morning < dueAt && counts(profile, day)) return morning;
    }
  }
  return null;
}

/** A local day and those before it, the latest first. */
function daysBackFrom(day: string): string[] {
  return Array.from({ length: EARLIEST_DAYS + 1 }, (_, back) => addDays(day, -back));
}

import { readFields } from '../incidents/steps/read-fields.ts';
import { dayAfter, instantOf, isSchoolDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Longer than any leave: a date further on is a slip in the year. */
const LONGEST_MILLISECONDS = 2 * 366 * 24 * 60 * 60_000;

/** From when to when somebody is away, or what is wrong with the answers, by field. */
export type ReadAbsence = { startsAt: Date; endsAt: Date } | { errors: Record<string, string> };

/**
 * Reads from when to when somebody is away. Whole days unless times are given: a school day counts from its beginning, any
 * other from midnight, and the last one to its end. Without a last day it is one day.
 */
export function readAbsence(profile: SchoolProfile, values: Record<string, string>, now: Date): ReadAbsence {
  const fields = readFields(values, now);
  const from = fields.day('from', 'any', 'Please give the first day.');
  const until = fields.day('until', 'any') ?? from;
  const fromTime = readTime(fields.errors, values, 'fromTime');
  const untilTime = readTime(fields.errors, values, 'untilTime');
  if (fields.hasErrors() || !from || !until) return { errors: fields.errors };
  const opens = isSchoolDay(profile, from) ? profile.school_day.starts : '00:00';
  const startsAt = instantOf(from, fromTime ?? opens);
  const endsAt = untilTime ? instantOf(until, untilTime) : instantOf(dayAfter(until), '00:00');
  if (until < from || endsAt <= startsAt)
    return { errors: { until: 'It ends before it starts. Please check the days and the times.' } };
  if (endsAt <= now) return { errors: { until: 'This has passed already. Please check the day.' } };
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_MILLISECONDS)
    return { errors: { until: 'This is longer than two years. Please check the year.' } };
  return { startsAt, endsAt };
}

function readTime(errors: Record<string, string>, values: Record<string, string>, id: string): string | null {
  const value = values[id]?.trim() ?? '';
  if (value === '') return null;
  if (!TIME.test(value)) errors[id] = 'Please give the time as hours and minutes, such as 13:30.';
  return value;
}

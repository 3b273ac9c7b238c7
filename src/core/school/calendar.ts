import { DateTime } from 'luxon';
import { isBankHoliday } from './bank-holidays.ts';
import type { SchoolProfile } from './profile.ts';
import { schoolZone as zone } from './school-zone.ts';

/** No school closes for longer, so a search for the next school day ends here. */
const LONGEST_SEARCH_DAYS = 400;

const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS;
const MOST_KEPT = 10_000;

/** The instants of local times that were asked for: mostly the beginnings and ends of the same few school days. */
const instants = new Map<string, number>();

type Calendar = Pick<SchoolProfile, 'nation' | 'school_day' | 'terms' | 'closed_days'>;

/** The local day of an instant, `YYYY-MM-DD`. */
export function localDay(instant: Date): string {
  return localClock(instant).slice(0, 10);
}

/** The local time of an instant, `HH:MM`. */
export function localTime(instant: Date): string {
  return localClock(instant).slice(11, 16);
}

/** What a clock in the school shows, as `YYYY-MM-DDTHH:MM…`; empty for an instant that is none. */
function localClock(instant: Date): string {
  const at = instant.getTime();
  if (Number.isNaN(at)) return '';
  if (last.at !== at) last = { at, shown: new Date(at + zone.offset(at) * MINUTE_MILLISECONDS).toISOString() };
  return last.shown;
}

/** One event asks for the same instant many times over. */
let last = { at: Number.NaN, shown: '' };

/** The instant of a local day and time; a time that a clock change skips becomes the next that exists. */
export function instantOf(day: string, time: string): Date {
  const local = `${day}T${time}`;
  const known = instants.get(local) ?? DateTime.fromISO(local, { zone }).toMillis();
  if (instants.size >= MOST_KEPT) instants.clear();
  instants.set(local, known);
  return new Date(known);
}

/** Whether a local day is one on which the school is open. Without term dates every working day counts. */
export function isSchoolDay(calendar: Calendar, day: string): boolean {
  if (!isWorkingDay(calendar, day)) return false;
  return !isHoliday(calendar, day);
}

/** Whether a local day lies between the terms; a weekend in term does not. */
export function isHoliday(calendar: Calendar, day: string): boolean {
  return calendar.terms.length > 0 && !calendar.terms.some((term) => term.from <= day && day <= term.to);
}

/** Whether a local day is Monday to Friday, no bank holiday, and not a day the school lists as closed. */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  return weekdayOf(day) <= 5 && !isBankHoliday(calendar.nation, day) && !calendar.closed_days.includes(day);
}

/** The day of the week of a local day: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7;

/** Whether the school is open at an instant. */
export function isSchoolTime(calendar: Calendar, instant: Date): boolean {
  const time = localTime(instant);
  return (
    isSchoolDay(calendar, localDay(instant)) && calendar.school_day.starts <= time && time < calendar.school_day.ends
  );
}

/**
 * The instant that lies a number of school minutes later: only minutes of the school day count.
 * @returns null when the terms end before that
 */
export function addSchoolMinutes(calendar: Calendar, from: Date, minutes: number): Date | null {
  let left = minutes * 60_000;
  let day = localDay(from);
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS; searched += 1, day = dayAfter(day)) {
    if (areTermsOver(calendar, day)) return null;
    if (!isSchoolDay(calendar, day)) continue;
    const opens = Math.max(instantOf(day, calendar.school_day.starts).getTime(), from.getTime());
    const closes = instantOf(day, calendar.school_day.ends).getTime();
    if (closes <= opens) continue;
    if (opens + left <= closes) return new Date(opens + left);
    left -= closes - opens;
  }
  return null;
}

/** The start of the next school day after an instant; on a school day before the start, that day's. */
export function nextSchoolMorning(calendar: Calendar, from: Date): Date | null {
  let day = localDay(from);
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS; searched += 1, day = dayAfter(day)) {
    if (areTermsOver(calendar, day)) return null;
    if (!isSchoolDay(calendar, day)) continue;
    const starts = instantOf(day, calendar.school_day.starts);
    if (starts > from) return starts;
  }
  return null;
}

/** The same local time one working day later: the longest anything may wait, in the holidays too. */
export function oneWorkingDayLater(calendar: Calendar, from: Date): Date {
  let day = dayAfter(localDay(from));
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS && !isWorkingDay(calendar, day); searched += 1) {
    day = dayAfter(day);
  }
  return instantOf(day, localTime(from));
}

/** Whether the profile's terms lie in the past: then no search finds a school day, and none needs to be made. */
function areTermsOver({ terms }: Calendar, day: string): boolean {
  return terms.length > 0 && terms.every((term) => term.to < day);
}

/** The local day before another. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * HOUR_MILLISECONDS).toISOString().slice(0, 10);
}

/** The local day after another. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * HOUR_MILLISECONDS).toISOString().slice(0, 10);
}

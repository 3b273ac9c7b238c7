import { DateTime, Duration } from 'luxon';
import { weekdayOf } from './calendar.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

/**
 * The local day that lies a period after another.
 * @param day `YYYY-MM-DD`
 * @param period ISO 8601 of years and months, such as `P1Y`
 */
export function addPeriod(day: string, period: string): string {
  const after = DateTime.fromISO(day, { zone: 'utc' }).plus(Duration.fromISO(period));
  return after.toFormat('yyyy-MM-dd');
}

/** The local day that lies some days after another, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** How many days lie between two local days; negative where the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS);
}

/** The Monday of the week of a local day. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

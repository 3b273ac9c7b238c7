import { DateTime } from 'luxon';
import { schoolZone as zone } from '../src/core/school/school-zone.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/**
 * Writes a moment as people in a UK school say it: "Monday 2 November 2026, 8.30 am".
 * Takes an ISO 8601 instant, a local date and time, or a date alone; anything else is words already and comes back as it is.
 */
export function writeMoment(value: string): string {
  if (DATE_ONLY.test(value)) return writeParsed(value, writeDay);
  if (DATE_AND_TIME.test(value)) return writeParsed(value, (at) => `${writeDay(at)}, ${writeClock(at)}`);
  return value;
}

/** Writes the day of a moment without its time: "Monday 2 November 2026". Takes what `writeMoment` takes. */
export function writeDate(value: string): string {
  return DATE_ONLY.test(value) || DATE_AND_TIME.test(value) ? writeParsed(value, writeDay) : value;
}

/** Writes a month, `YYYY-MM`: "November 2026". */
export function writeMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${MONTHS[(number ?? 1) - 1]} ${year}`;
}

function writeParsed(value: string, write: (at: DateTime) => string): string {
  // A value without an offset is local time at the school; one with an offset is moved to it.
  const at = DateTime.fromISO(value.replace(' ', 'T'), { zone });
  return at.isValid ? write(at) : value;
}

function writeDay(at: DateTime): string {
  return `${WEEKDAYS[at.weekday - 1]} ${at.day} ${MONTHS[at.month - 1]} ${at.year}`;
}

function writeClock(at: DateTime): string {
  // "12.00 am" is read both ways, so the two that confuse are spelt out.
  if (at.minute === 0 && at.hour === 0) return 'midnight';
  if (at.minute === 0 && at.hour === 12) return 'noon';
  // Kept on one line: "8.15" at the end of one and "am" at the head of the next is easily misread.
  return `${at.toFormat('h.mm')}\u00a0${at.hour < 12 ? 'am' : 'pm'}`;
}

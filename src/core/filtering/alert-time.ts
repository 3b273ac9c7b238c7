import { DateTime } from 'luxon';
import { schoolZone as zone } from '../school/school-zone.ts';

/** What filters write besides ISO 8601; days come first, as in Britain, unless the year does. Without an offset it is the school's own time. */
const FORMATS = [
  'd/M/yyyy H:mm:ss',
  'd/M/yyyy H:mm',
  'd/M/yyyy h:mm:ss a',
  'd/M/yyyy h:mm a',
  'd MMM yyyy H:mm:ss',
  'd MMM yyyy H:mm',
];
const LONGEST = 40;
/** 2001 in seconds; what is smaller counts something else. */
const EARLIEST_SECONDS = 1_000_000_000;

/** Reads when something happened, as a filter writes it: ISO 8601, a British date, or time since 1970 in seconds or finer. Null for all else. */
export function readAlertTime(value: string | null): Date | null {
  const text = value?.trim() ?? '';
  if (text === '' || text.length > LONGEST) return null;
  if (/^\d{10,19}(\.\d+)?$/.test(text)) return sinceEpoch(Number(text));
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    // "2026-11-10 09:15:00 +0000" is ISO 8601 but for its spaces.
    const read = DateTime.fromISO(text.replace(' ', 'T').replace(' ', ''), { zone });
    return plausible(read);
  }
  const plain = text.replaceAll(',', ' ').replace(/\s+/g, ' ').replaceAll('-', '/');
  for (const format of FORMATS) {
    const read = DateTime.fromFormat(plain, format, { zone, locale: 'en-GB' });
    if (read.isValid) return plausible(read);
  }
  return null;
}

/** Seconds, milliseconds, microseconds or nanoseconds: told apart by their size. */
function sinceEpoch(value: number): Date | null {
  let seconds = value;
  while (seconds > EARLIEST_SECONDS * 100) seconds /= 1_000;
  return seconds < EARLIEST_SECONDS ? null : new Date(Math.round(seconds * 1_000));
}

/** No filter reports what happened before there were filters; such a day is a slip, and no day of a record. */
const plausible = (read: DateTime): Date | null =>
  read.isValid && read.toSeconds() >= EARLIEST_SECONDS ? read.toJSDate() : null;

import { describe, expect, it } from 'vitest';
import { isBankHoliday } from '../../../src/core/school/bank-holidays.ts';
import {
  addSchoolMinutes,
  isSchoolDay,
  nextSchoolMorning,
  oneWorkingDayLater,
  weekdayOf,
} from '../../../src/core/school/calendar.ts';
import { schoolProfileSchema } from '../../../src/core/school/profile.ts';

const school = schoolProfileSchema.parse({ id: 'a-school', name: 'A school' });
const at = (iso: string) => new Date(iso);
const YEARS = [2025, 2026, 2027, 2028];

/** Easter Sunday of the Gregorian calendar, in March counted from 1 (Gauss, as given by Meeus). */
function easterSunday(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return Date.UTC(year, 2, h + l - 7 * m + 22);
}

/** The bank holidays of a year in England and Wales by the rules they follow, without any list. */
function bankHolidaysByRule(year: number): string[] {
  const taken = new Set<string>();
  const iso = (utc: number) => new Date(utc).toISOString().slice(0, 10);
  const DAY = 24 * 60 * 60_000;
  const madeUp = (utc: number) => {
    let day = utc;
    while (weekdayOf(iso(day)) > 5 || taken.has(iso(day))) day += DAY;
    taken.add(iso(day));
  };
  const monday = (from: number, step: 1 | -1) => {
    let day = from;
    while (weekdayOf(iso(day)) !== 1) day += step * DAY;
    taken.add(iso(day));
  };
  madeUp(Date.UTC(year, 0, 1));
  taken.add(iso(easterSunday(year) - 2 * DAY));
  taken.add(iso(easterSunday(year) + DAY));
  monday(Date.UTC(year, 4, 1), 1);
  monday(Date.UTC(year, 4, 31), -1);
  monday(Date.UTC(year, 7, 31), -1);
  madeUp(Date.UTC(year, 11, 25));
  madeUp(Date.UTC(year, 11, 26));
  return [...taken].sort();
}

/** Every local day of a year. */
function daysOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1);
  const count = (Date.UTC(year + 1, 0, 1) - first) / (24 * 60 * 60_000);
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 24 * 60 * 60_000).toISOString().slice(0, 10),
  );
}

describe('bank holidays', () => {
  it.each(YEARS)('of England and Wales in %i are those the rules give', (year) => {
    const listed = (nation: 'england' | 'wales') => daysOf(year).filter((day) => isBankHoliday(nation, day));
    expect(listed('england')).toEqual(bankHolidaysByRule(year));
    expect(listed('wales')).toEqual(listed('england'));
  });

  it('are no working days, without the school listing them', () => {
    expect(oneWorkingDayLater(school, at('2026-12-24T10:00:00Z'))).toEqual(at('2026-12-29T10:00:00Z'));
    expect(oneWorkingDayLater(school, at('2026-08-28T10:00:00Z'))).toEqual(at('2026-09-01T10:00:00Z'));
    expect(isSchoolDay(school, '2026-05-04')).toBe(false);
    expect(nextSchoolMorning(school, at('2026-05-01T16:00:00Z'))).toEqual(at('2026-05-05T07:30:00Z'));
    // Maundy Thursday, half an hour before the end; the other half on the Tuesday after Easter, in summer time by then.
    expect(addSchoolMinutes(school, at('2027-03-25T15:30:00Z'), 60)).toEqual(at('2027-03-30T08:00:00Z'));
  });

  it('are those of the nation the school lies in', () => {
    const scottish = { ...school, nation: 'scotland' as const };
    expect(isSchoolDay(scottish, '2026-08-31')).toBe(true);
    expect(isSchoolDay({ ...school, nation: 'wales' }, '2026-08-31')).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSchoolMinutes,
  instantOf,
  isSchoolDay,
  isSchoolTime,
  localDay,
  localTime,
  nextSchoolMorning,
  oneWorkingDayLater,
} from '../../../src/core/school/calendar.ts';
import { loadFirst } from '../../config/example-profiles.ts';

const demo = loadFirst('demo-school');
const withoutTerms = { ...demo, terms: [], closed_days: [] };
const MINUTE = 60_000;
const at = (iso: string) => new Date(iso);

/** Any minute of three school years. */
const anyInstant = fc
  .integer({ min: Date.parse('2025-09-02T00:00:00Z') / MINUTE, max: Date.parse('2027-06-30T00:00:00Z') / MINUTE })
  .map((minute) => new Date(minute * MINUTE));
const anyMinutes = fc.integer({ min: 1, max: 1_500 });
const anyCalendar = fc.constantFrom(demo, withoutTerms);

/** Counts school minutes one by one: slow and plainly right. */
function countSchoolMinutes(calendar: typeof demo, from: Date, to: Date): number {
  let count = 0;
  for (let time = from.getTime(); time < to.getTime(); time += MINUTE) {
    if (isSchoolTime(calendar, new Date(time))) count += 1;
  }
  return count;
}

describe('school minutes', () => {
  it('end inside school time, and never in the past', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (calendar, from, minutes) => {
        const due = addSchoolMinutes(calendar, from, minutes);
        if (due === null) return;
        expect(due.getTime()).toBeGreaterThan(from.getTime());
        // The last minute counted lies in the school day; the instant itself may be its end.
        expect(isSchoolTime(calendar, new Date(due.getTime() - MINUTE))).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('are exactly as many as asked for', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 1, max: 600 }), (calendar, from, minutes) => {
        const due = addSchoolMinutes(calendar, from, minutes);
        // Counting over the summer holidays minute by minute takes long and shows nothing more.
        if (due === null || due.getTime() - from.getTime() > 2 * 24 * 60 * MINUTE) return;
        expect(countSchoolMinutes(calendar, from, due)).toBe(minutes);
      }),
      { seed: 2, numRuns: 25 },
    );
  });

  it('grow with the minutes and with the start', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, anyMinutes, (calendar, from, minutes, more) => {
        const due = addSchoolMinutes(calendar, from, minutes);
        const later = addSchoolMinutes(calendar, from, minutes + more);
        const shifted = addSchoolMinutes(calendar, new Date(from.getTime() + more * MINUTE), minutes);
        if (due && later) expect(later.getTime()).toBeGreaterThan(due.getTime());
        if (due && shifted) expect(shifted.getTime()).toBeGreaterThanOrEqual(due.getTime());
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('can be taken in two steps', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, anyMinutes, (calendar, from, first, second) => {
        const half = addSchoolMinutes(calendar, from, first);
        const whole = addSchoolMinutes(calendar, from, first + second);
        if (half && whole) expect(addSchoolMinutes(calendar, half, second)).toEqual(whole);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('are none once the terms are over', () => {
    expect(addSchoolMinutes(demo, at('2028-07-20T14:30:00Z'), 60)).toBeNull();
  });
});

describe('the next school morning', () => {
  it('is later, at the start of a school day, and none lies between', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, from) => {
        const morning = nextSchoolMorning(calendar, from);
        if (morning === null) return;
        expect(morning.getTime()).toBeGreaterThan(from.getTime());
        expect(isSchoolDay(calendar, localDay(morning))).toBe(true);
        expect(localTime(morning)).toBe('08:30');
        expect(nextSchoolMorning(calendar, new Date(morning.getTime() - MINUTE))).toEqual(morning);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('never comes earlier for a later start', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (calendar, from, minutes) => {
        const morning = nextSchoolMorning(calendar, from);
        const later = nextSchoolMorning(calendar, new Date(from.getTime() + minutes * MINUTE));
        if (morning && later) expect(later.getTime()).toBeGreaterThanOrEqual(morning.getTime());
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it.each([
    ['before school, the same day', '2026-11-10T06:00:00Z', '2026-11-10T08:30:00Z'],
    ['at the start of school, the next day', '2026-11-10T08:30:00Z', '2026-11-11T08:30:00Z'],
    ['on a Friday afternoon, Monday', '2026-11-13T15:00:00Z', '2026-11-16T08:30:00Z'],
    ['before half-term, the Monday after, by then in winter time', '2026-10-23T14:00:00Z', '2026-11-02T08:30:00Z'],
    ['before Easter, in summer time after it', '2026-03-27T15:00:00Z', '2026-04-13T07:30:00Z'],
    ['before a bank holiday, the day after it', '2026-05-01T16:00:00Z', '2026-05-05T07:30:00Z'],
  ])('%s', (_, from, expected) => {
    expect(nextSchoolMorning(demo, at(from))).toEqual(at(expected));
  });
});

describe('the same time one working day later', () => {
  it('is a working day at the same local time, at most five days on without closed days: over Easter and Christmas', () => {
    fc.assert(
      fc.property(anyInstant, (from) => {
        const later = oneWorkingDayLater(withoutTerms, from);
        expect(isSchoolDay(withoutTerms, localDay(later))).toBe(true);
        expect(later.getTime() - from.getTime()).toBeLessThanOrEqual((5 * 24 + 1) * 60 * MINUTE);
        const time = localTime(from);
        // Between one and two in the night of the change an hour is skipped.
        if (!time.startsWith('01:')) expect(localTime(later)).toBe(time);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each([
    ['a Friday, over the end of summer time', '2026-10-23T09:00:00Z', '2026-10-26T10:00:00Z'],
    ['a Friday, over the start of summer time', '2026-03-27T10:00:00Z', '2026-03-30T09:00:00Z'],
    ['a day in the holidays', '2026-08-05T09:00:00Z', '2026-08-06T09:00:00Z'],
    ['a Friday before a bank holiday', '2026-05-01T09:00:00Z', '2026-05-05T09:00:00Z'],
  ])('%s', (_, from, expected) => {
    expect(oneWorkingDayLater(demo, at(from))).toEqual(at(expected));
  });
});

describe('local days and times', () => {
  it('change at midnight in London, in summer too', () => {
    expect([localDay(at('2026-06-22T23:30:00Z')), localTime(at('2026-06-22T23:30:00Z'))]).toEqual([
      '2026-06-23',
      '00:30',
    ]);
    expect(localDay(at('2026-12-22T23:30:00Z'))).toBe('2026-12-22');
  });

  it('take a time the clocks skip as the next there is', () => {
    expect(instantOf('2026-03-29', '01:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-10-25', '12:00').toISOString()).toBe('2026-10-25T12:00:00.000Z');
  });

  it('open the school from its start to just before its end, on school days alone', () => {
    const open = (iso: string) => isSchoolTime(demo, at(iso));
    expect([open('2026-11-10T08:29:00Z'), open('2026-11-10T08:30:00Z')]).toEqual([false, true]);
    expect([open('2026-11-10T15:59:00Z'), open('2026-11-10T16:00:00Z')]).toEqual([true, false]);
    expect([open('2026-11-14T10:00:00Z'), open('2026-10-28T10:00:00Z'), open('2026-05-04T10:00:00Z')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

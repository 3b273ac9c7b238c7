import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breachDeadline, nextWarning } from '../../../src/core/incidents/deadlines.ts';
import { remindAgainAt, remindBefore } from '../../../src/core/incidents/steps/due.ts';
import { SEVERITIES } from '../../../src/core/incidents/taxonomy.ts';
import { nextEscalation, nextMorning } from '../../../src/core/incidents/urgency.ts';
import {
  addSchoolMinutes,
  dayAfter,
  instantOf,
  isSchoolDay,
  isWorkingDay,
  localDay,
  localTime,
  nextSchoolMorning,
  oneWorkingDayLater,
} from '../../../src/core/school/calendar.ts';
import { type SchoolProfile, schoolProfileSchema } from '../../../src/core/school/profile.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RUNS = 250;
/** Four calendar years with a leap year and eight clock changes; terms begin before and end after. */
const FIRST = Date.parse('2025-01-01T00:00:00Z');
const LAST = Date.parse('2028-12-31T23:59:00Z');
const CLOCK_CHANGES = [
  '2025-03-30',
  '2025-10-26',
  '2026-03-29',
  '2026-10-25',
  '2027-03-28',
  '2027-10-31',
  '2028-03-26',
  '2028-10-29',
];

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const anyDay = fc.integer({ min: 0, max: Math.floor((LAST - FIRST) / DAY) }).map((day) => isoDay(FIRST + day * DAY));
/** Days near a clock change, a leap day or a turn of the year as often as any other. */
const awkwardDay = fc
  .tuple(fc.constantFrom(...CLOCK_CHANGES, '2028-02-29', '2026-12-31', '2027-03-26'), fc.integer({ min: -4, max: 4 }))
  .map(([day, shift]) => isoDay(Date.parse(day) + shift * DAY));
const anyInstant = fc
  .tuple(fc.oneof(anyDay, awkwardDay), fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: 0, max: 59_999 }))
  .map(([day, minute, milliseconds]) => new Date(Date.parse(day) + minute * MINUTE + milliseconds));
const anyMinutes = fc.integer({ min: 1, max: 2_000 });
const anySeverity = fc.constantFrom(...SEVERITIES, null);

/** A school with its own day, terms, closed days and nation; one in three has no term dates. */
const anySchool: fc.Arbitrary<SchoolProfile> = fc
  .record({
    nation: fc.constantFrom('england' as const, 'wales' as const, 'scotland' as const),
    opens: fc.integer({ min: 0, max: 22 * 60 }),
    length: fc.integer({ min: 30, max: 10 * 60 }),
    terms: fc.oneof(
      { weight: 1, arbitrary: fc.constant<[string, number][]>([]) },
      {
        weight: 2,
        arbitrary: fc.array(fc.tuple(anyDay, fc.integer({ min: 0, max: 120 })), { minLength: 1, maxLength: 8 }),
      },
    ),
    closed: fc.array(fc.oneof(anyDay, awkwardDay), { maxLength: 25 }),
  })
  .map(({ nation, opens, length, terms, closed }) =>
    schoolProfileSchema.parse({
      id: 'a-school',
      name: 'A school',
      nation,
      school_day: { starts: clockTime(opens), ends: clockTime(Math.min(opens + length, 24 * 60 - 1)) },
      terms: terms.map(([from, days]) => ({ from, to: isoDay(Date.parse(from) + days * DAY) })),
      closed_days: closed,
    }),
  );

const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE);

describe('school minutes, in any school and at any time', () => {
  it('end after the start, on a school day, between its beginning and its end', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, anyMinutes, (school, from, minutes) => {
        const due = addSchoolMinutes(school, from, minutes);
        if (due === null) return;
        expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime() + minutes * MINUTE);
        const day = localDay(due);
        expect(isSchoolDay(school, day)).toBe(true);
        expect(due > instantOf(day, school.school_day.starts)).toBe(true);
        expect(due <= instantOf(day, school.school_day.ends)).toBe(true);
      }),
      { seed: 101, numRuns: RUNS },
    );
  });

  it('of a and b together are those of a and then of b', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, anyMinutes, anyMinutes, (school, from, a, b) => {
        const afterA = addSchoolMinutes(school, from, a);
        const both = addSchoolMinutes(school, from, a + b);
        if (both === null) return;
        // Where both can be reached, so can the half.
        expect(afterA).not.toBeNull();
        expect(addSchoolMinutes(school, afterA as Date, b)).toEqual(both);
      }),
      { seed: 102, numRuns: RUNS },
    );
  });

  it('grow with their number and never go back for a later start', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, anyMinutes, anyMinutes, (school, from, minutes, more) => {
        const due = addSchoolMinutes(school, from, minutes);
        const longer = addSchoolMinutes(school, from, minutes + more);
        const shifted = addSchoolMinutes(school, later(from, more), minutes);
        if (due && longer) expect(longer.getTime()).toBeGreaterThan(due.getTime());
        if (due && shifted) expect(shifted.getTime()).toBeGreaterThanOrEqual(due.getTime());
        // What a later start still reaches, an earlier one reaches too.
        if (shifted) expect(due).not.toBeNull();
      }),
      { seed: 103, numRuns: RUNS },
    );
  });

  it('run from the clock of the wall: the same minutes within one day, in summer and in winter', () => {
    fc.assert(
      fc.property(anySchool, fc.oneof(anyDay, awkwardDay), fc.nat(600), fc.nat(600), (school, day, wait, minutes) => {
        if (!isSchoolDay(school, day)) return;
        const opens = instantOf(day, school.school_day.starts);
        const from = later(opens, wait);
        const due = later(from, minutes + 1);
        if (due > instantOf(day, school.school_day.ends)) return;
        expect(addSchoolMinutes(school, from, minutes + 1)).toEqual(due);
      }),
      { seed: 104, numRuns: RUNS },
    );
  });
});

describe('the next school morning, in any school and at any time', () => {
  it('is the first beginning of a school day that is still to come', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, (school, from) => {
        const morning = nextSchoolMorning(school, from);
        if (morning === null) return;
        expect(morning.getTime()).toBeGreaterThan(from.getTime());
        expect(isSchoolDay(school, localDay(morning))).toBe(true);
        expect(morning).toEqual(instantOf(localDay(morning), school.school_day.starts));
        for (let day = localDay(from); day < localDay(morning); day = dayAfter(day)) {
          if (!isSchoolDay(school, day)) continue;
          expect(instantOf(day, school.school_day.starts).getTime()).toBeLessThanOrEqual(from.getTime());
        }
      }),
      { seed: 105, numRuns: RUNS },
    );
  });

  it('never comes earlier for a later start', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, anyMinutes, (school, from, minutes) => {
        const morning = nextSchoolMorning(school, from);
        const next = nextSchoolMorning(school, later(from, minutes));
        if (morning && next) expect(next.getTime()).toBeGreaterThanOrEqual(morning.getTime());
      }),
      { seed: 106, numRuns: RUNS },
    );
  });
});

describe('one working day later, in any school and at any time', () => {
  it('is the first working day after it, at the time the clock shows, holidays or not', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, (school, from) => {
        const next = oneWorkingDayLater(school, from);
        expect(isWorkingDay(school, localDay(next))).toBe(true);
        expect(localDay(next) > localDay(from)).toBe(true);
        for (let day = dayAfter(localDay(from)); day < localDay(next); day = dayAfter(day))
          expect(isWorkingDay(school, day)).toBe(false);
        // The clocks change on a Sunday: no working day has a time that is skipped or comes twice.
        expect(localTime(next)).toBe(localTime(from));
      }),
      { seed: 107, numRuns: RUNS },
    );
  });
});

describe('escalations, in any school and at any time', () => {
  it('come after the report and never later than one working day', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, anySeverity, (school, from, severity) => {
        const next = nextEscalation(school, severity, from);
        expect(next.getTime()).toBeGreaterThan(from.getTime());
        expect(next.getTime()).toBeLessThanOrEqual(oneWorkingDayLater(school, from).getTime());
        expect(nextMorning(school, from).getTime()).toBeGreaterThan(from.getTime());
        expect(nextMorning(school, from).getTime()).toBeLessThanOrEqual(oneWorkingDayLater(school, from).getTime());
      }),
      { seed: 108, numRuns: RUNS },
    );
  });

  it('in danger go by the clock, whatever the day', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, (school, from) => {
        expect(nextEscalation(school, 'immediate', from)).toEqual(later(from, 15));
      }),
      { seed: 109, numRuns: RUNS },
    );
  });

  it('come at the latest in the order of how grave it is', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, (school, from) => {
        const unassessed = nextEscalation(school, null, from);
        expect(nextEscalation(school, 'significant', from)).toEqual(unassessed);
        expect(nextEscalation(school, 'minor', from)).toEqual(nextEscalation(school, 'concern', from));
      }),
      { seed: 110, numRuns: RUNS },
    );
  });
});

describe('reminders, in any school and at any time', () => {
  it('come before it is due, on a morning or an hour before, and again after that without end', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, fc.integer({ min: 1, max: 60 * 24 * 60 }), (school, now, minutes) => {
        const dueAt = later(now, minutes);
        const first = remindBefore(school, dueAt, now);
        expect(first.getTime()).toBeGreaterThan(now.getTime());
        expect(first.getTime()).toBeLessThanOrEqual(dueAt.getTime());
        const again = remindAgainAt(school, dueAt, first);
        expect(again.getTime()).toBeGreaterThan(first.getTime());
        // Once it is late nobody waits longer than a working day for the next one.
        const late = remindAgainAt(school, dueAt, dueAt);
        expect(late.getTime()).toBeGreaterThan(dueAt.getTime());
        expect(late.getTime()).toBeLessThanOrEqual(oneWorkingDayLater(school, dueAt).getTime());
      }),
      { seed: 114, numRuns: RUNS },
    );
  });

  it('of the 72 hours come by the clock, a day and six hours before and at the end', () => {
    fc.assert(
      fc.property(anySchool, anyInstant, (school, known) => {
        const { deadlineAt, remindAt } = breachDeadline(known, known);
        const second = nextWarning(school, deadlineAt, remindAt);
        const third = nextWarning(school, deadlineAt, second);
        const hours = [remindAt, second, third, deadlineAt].map(
          (at) => (at.getTime() - known.getTime()) / (60 * MINUTE),
        );
        expect(hours).toEqual([48, 66, 72, 72]);
        expect(nextWarning(school, deadlineAt, third).getTime()).toBeGreaterThan(third.getTime());
      }),
      { seed: 115, numRuns: RUNS },
    );
  });
});

describe('local days and times', () => {
  it('are what the instant they give shows again, on the days the clocks change too', () => {
    fc.assert(
      fc.property(fc.oneof(anyDay, awkwardDay), fc.integer({ min: 0, max: 24 * 60 - 1 }), (day, minute) => {
        const time = clockTime(minute);
        const shown = [localDay(instantOf(day, time)), localTime(instantOf(day, time))];
        const skipped = time >= '01:00' && time < '02:00' && CLOCK_CHANGES.includes(day) && day.slice(5, 7) === '03';
        expect(shown).toEqual([day, skipped ? clockTime(minute + 60) : time]);
      }),
      { seed: 111, numRuns: 1_000 },
    );
  });

  it('go forward with the instant, but for the hour that comes twice in October', () => {
    fc.assert(
      fc.property(anyInstant, anyMinutes, (from, minutes) => {
        const [before, after] = [from, later(from, minutes)].map((at) => `${localDay(at)} ${localTime(at)}`);
        const twice = CLOCK_CHANGES.some((day) => day.slice(5, 7) === '10' && `${after}`.startsWith(`${day} 01:`));
        if (!twice) expect(`${after}` >= `${before}`).toBe(true);
      }),
      { seed: 112, numRuns: 1_000 },
    );
  });

  it('are a day of 23, 24 or 25 hours', () => {
    fc.assert(
      fc.property(fc.oneof(anyDay, awkwardDay), (day) => {
        const hours = (instantOf(dayAfter(day), '00:00').getTime() - instantOf(day, '00:00').getTime()) / (60 * MINUTE);
        const changes = CLOCK_CHANGES.includes(day);
        expect(hours).toBe(!changes ? 24 : day.slice(5, 7) === '03' ? 23 : 25);
      }),
      { seed: 113, numRuns: 500 },
    );
  });
});

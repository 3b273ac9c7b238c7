import { describe, expect, it } from 'vitest';
import { findDueDigest } from '../../../src/core/digests/digest-periods.ts';
import { addDays } from '../../../src/core/school/add-period.ts';
import { isSchoolDay } from '../../../src/core/school/calendar.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { loadFirst } from '../../config/example-profiles.ts';

type Report = NonNullable<SchoolProfile['governors_report']>;

function school(report: Partial<Report>, name: Parameters<typeof loadFirst>[0] = 'demo-school'): SchoolProfile {
  const governors_report: Report = { cadence: 'termly', by: 'dsl', meetings: [], ready_days_before: 7, ...report };
  return { ...loadFirst(name), governors_report };
}

/** The first day on which each digest is due, of all days of two school years. */
function firstDays(profile: SchoolProfile): [day: string, label: string][] {
  const found = new Map<string, string>();
  for (let day = '2025-09-01'; day <= '2027-08-31'; day = addDays(day, 1)) {
    const due = isSchoolDay(profile, day) ? findDueDigest(profile, day) : null;
    if (due && !found.has(due.period.label)) found.set(due.period.label, day);
  }
  return [...found].map(([label, day]) => [day, label]);
}

describe('when a governors’ digest is due', () => {
  it('[M08] so many days before the meeting, where that is a school day, else on the last one before', () => {
    const profile = school({ meetings: ['2025-12-09', '2026-04-20', '2026-07-14'] }, 'milverton');
    expect(profile.roles.head).toBeTruthy();
    const days = firstDays({ ...profile, terms: loadFirst('demo-school').terms, closed_days: [] });
    // A week before 20 April 2026 is the first day of term, and a week before 14 July 2026 a Tuesday.
    expect(days).toEqual([
      ['2025-12-02', 'Autumn term 2025'],
      ['2026-04-13', 'Spring term 2026'],
      ['2026-07-07', 'Summer term 2026'],
    ]);
    const inHoliday = { ...profile, terms: loadFirst('demo-school').terms, closed_days: ['2026-04-13'] };
    expect(firstDays(inHoliday)[1]?.[0]).toBe('2026-03-27');
  });

  it('[W14] at the end of each term where the school gives no meetings, one for each', () => {
    expect(firstDays(school({}))).toEqual([
      ['2025-09-02', 'Summer term 2025'],
      ['2025-12-19', 'Autumn term 2025'],
      ['2026-03-27', 'Spring term 2026'],
      ['2026-07-21', 'Summer term 2026'],
      ['2026-12-18', 'Autumn term 2026'],
      ['2027-03-25', 'Spring term 2027'],
      ['2027-07-21', 'Summer term 2027'],
    ]);
  });

  it('is made up after a time in which nobody could make it, and not for ever', () => {
    const profile = school({ meetings: ['2026-12-15'] });
    expect(findDueDigest(profile, '2027-01-12')?.meetingOn).toBe('2026-12-15');
    expect(findDueDigest(profile, '2027-03-01')).toBeNull();
  });

  it('follows the cadence of the school, and leaves a school alone that has none', () => {
    expect(firstDays(school({ cadence: 'annual' })).map(([, label]) => label)).toContain('School year 2025-26');
    expect(firstDays(school({ cadence: 'half-termly' })).map(([, label]) => label)).toContain(
      'Autumn term 2026, part 1',
    );
    expect(firstDays(school({ cadence: null }))).toEqual([]);
    expect(findDueDigest({ ...school({}), governors_report: null }, '2026-12-18')).toBeNull();
  });

  it('leaves no day out and counts none twice', () => {
    for (const cadence of ['termly', 'half-termly', 'annual'] as const) {
      const profile = school({ cadence });
      const periods = new Map<string, { from: string; to: string }>();
      for (let day = '2025-09-01'; day <= '2027-08-31'; day = addDays(day, 1)) {
        const due = findDueDigest(profile, day);
        if (due) periods.set(due.period.key, due.period);
      }
      const [first, ...others] = [...periods.values()];
      let before = first;
      for (const period of others) {
        expect(period.from).toBe(addDays(before?.to ?? '', 1));
        before = period;
      }
      expect(others.length).toBeGreaterThan(0);
    }
  });
});

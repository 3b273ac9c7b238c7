import { describe, expect, it } from 'vitest';
import { isSchoolDay } from '../../src/core/school/calendar.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { loadFirst } from '../config/example-profiles.ts';
import { type FiveSchools, openSchool } from '../support/five-schools.ts';
import { expectGoldenText } from '../support/golden.ts';
import { liveThrough, writeCalendar } from './live-a-year.ts';
import { answeringPeople } from './people-of-the-year.ts';
import { holdTrainingDay } from './training-day.ts';

const YEAR = { from: '2026-09-01', to: '2027-08-31' };
/** In September for everybody, in November for those who came since. */
const TRAINING_DAYS = ['2026-09-18', '2026-11-20'];
const STARTS = '2026-11-02';
const LEAVES = '2026-12-18';

/** None of the five policies gives term dates: these are an English school's. */
const { terms, closed_days } = loadFirst('demo-school');

const HEADS: Record<FiveSchools, string> = {
  writtle: 'head',
  'st-andrews': 'head',
  wessex: 'head-a',
  milverton: 'head',
  ingol: 'head',
};

/** A year is long for a machine that is busy with other tests. */
const LONGEST_MILLISECONDS = 120_000;

describe.each(Object.keys(HEADS) as FiveSchools[])('a year at %s', { timeout: LONGEST_MILLISECONDS }, (name) => {
  it('goes by: what was sent, to whom and when stands in a calendar, and nothing on a day without school', async () => {
    const change = (profile: SchoolProfile) => ({ ...profile, terms, closed_days });
    const more = [
      { who: 'starter', roles: ['staff' as const], startsOn: STARTS },
      { who: 'leaver', roles: ['staff' as const], endsOn: LEAVES },
    ];
    const desk = await openSchool(name, { at: `${YEAR.from}T06:00:00Z`, change, more });
    try {
      const profile = desk.profiles[0] as SchoolProfile;
      const answer = answeringPeople(desk, ['cleaner', 'teacher-b']);
      const told = await liveThrough(desk, profile, {
        ...YEAR,
        act: async (day, sent) => {
          await answer(day, sent);
          if (!TRAINING_DAYS.includes(day)) return;
          for (const school of desk.profiles)
            await holdTrainingDay(desk, school, day, school === profile ? HEADS[name] : 'head-b');
        },
      });
      expect(told.filter(({ day }) => !isSchoolDay(profile, day))).toEqual([]);
      expect(told.filter(({ to, day }) => to === 'leaver' && day > LEAVES)).toEqual([]);
      expect(told.filter(({ to, day }) => to === 'starter' && day < STARTS)).toEqual([]);
      expect(told.filter(({ to, day }) => to === 'starter' && day === STARTS)).not.toEqual([]);
      expectGoldenText(`test/golden/year/${name}.txt`, writeCalendar(told));
    } finally {
      await desk.close();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRemindSchools } from '../../src/core/reminders/remind-schools.ts';
import { isSchoolDay, weekdayOf } from '../../src/core/school/calendar.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { expectGoldenText } from '../support/golden.ts';
import type { TestDesk, TestPerson } from '../support/test-desk.ts';
import { liveThrough, type Told } from './live-a-year.ts';
import { answeringPeople } from './people-of-the-year.ts';
import { holdTrainingDay } from './training-day.ts';
import { writeYearPage } from './write-year-page.ts';

const PEOPLE: TestPerson[] = [
  { who: 'head', roles: ['head'] },
  { who: 'deputy', roles: ['deputy_head', 'deputy_dsl'] },
  { who: 'safeguarding lead', roles: ['dsl'] },
  { who: 'ICT lead', roles: ['ict_lead'] },
  { who: 'office', roles: ['office'], group: 'office' },
  { who: 'teacher', roles: ['class_teacher'] },
  { who: 'slow teacher', roles: ['class_teacher'] },
  { who: 'chair', roles: ['chair'], group: 'governors' },
  { who: 'governor', roles: ['governor'], group: 'governors' },
  { who: 'new assistant', roles: ['staff'], group: 'support', startsOn: '2026-11-02' },
];
/** In September for everybody, in November for those who came since. */
const TRAINING_DAYS = ['2026-09-18', '2026-11-20'];

/** A year is long for a machine that is busy with other tests. */
const LONGEST_MILLISECONDS = 120_000;

/** Opens the demo school with people whose account names can be addresses too. */
const openWithPeople = (at: string): Promise<TestDesk> =>
  openDemoDesk({ at, people: PEOPLE.map((person) => ({ ...person, who: person.who.replaceAll(' ', '-') })) });

describe('a year at the demo school', () => {
  let desk: TestDesk;
  let told: Told[];
  beforeAll(async () => {
    desk = await openWithPeople('2026-09-01T06:00:00Z');
    const profile = desk.profiles[0] as SchoolProfile;
    const answer = answeringPeople(desk, ['slow-teacher']);
    told = await liveThrough(desk, profile, {
      from: '2026-09-01',
      to: '2027-08-31',
      act: async (day, sent) => {
        await answer(day, sent);
        if (TRAINING_DAYS.includes(day)) await holdTrainingDay(desk, profile, day, 'head');
      },
    });
  }, LONGEST_MILLISECONDS);
  afterAll(() => desk.close());

  it('is the one that stands on its page', () => {
    const named = told.map((item) => ({ ...item, to: item.to.replaceAll('-', ' ') }));
    expectGoldenText('docs/school-year.md', writeYearPage(named));
  });

  it('sends nothing on a day without school', () => {
    const profile = desk.profiles[0] as SchoolProfile;
    expect(told.filter(({ day }) => !isSchoolDay(profile, day))).toEqual([]);
  });

  it('brings a new colleague the induction on the first day, and reminds no more once it is complete', () => {
    const own = told.filter(({ to, view }) => to === 'new-assistant' && view === 'own-list');
    expect(own[0]).toMatchObject({ day: '2026-11-02', summary: 'Welcome: your first reading and training' });
    const reminders = own.filter(({ summary }) => summary.startsWith('Reminder'));
    expect(reminders.filter(({ day }) => day > '2026-11-20')).toEqual([]);
  });

  it('has a digest ready some days before each meeting of the governors, and brings it to them', () => {
    const digests = told.filter(({ view }) => view === 'digest');
    expect(digests.filter(({ to }) => to === 'chair').map(({ day }) => day.slice(0, 7))).toEqual([
      '2026-12',
      '2027-03',
      '2027-07',
    ]);
  });
});

describe('the same weeks, whatever goes wrong', () => {
  const WEEKS = { from: '2026-10-12', to: '2026-11-13' };
  const lived = async (run: (desk: TestDesk, profile: SchoolProfile) => Promise<Told[]>): Promise<Told[]> => {
    const desk = await openWithPeople(`${WEEKS.from}T06:00:00Z`);
    try {
      return await run(desk, desk.profiles[0] as SchoolProfile);
    } finally {
      await desk.close();
    }
  };
  const lines = (told: readonly Told[]) =>
    told.map(({ day, to, view, summary }) => `${day} ${to} ${view} ${summary}`).sort();
  let plain: Told[];
  beforeAll(async () => {
    plain = await lived((desk, profile) => liveThrough(desk, profile, WEEKS));
    expect(plain.length).toBeGreaterThan(20);
  });

  it('send each reminder once where two replicas race, over the end of summer time', async () => {
    const raced = await lived((desk, profile) => {
      const others = [createRemindSchools(desk.program.desk), createRemindSchools(desk.program.desk)];
      const remind = async () => {
        await Promise.all(others.map((replica) => replica()));
        await desk.deliver();
      };
      return liveThrough({ ...desk, remind }, profile, WEEKS);
    });
    expect(lines(raced)).toEqual(lines(plain));
  });

  it('send nothing twice where the clock is set back for days', async () => {
    const setBack = await lived(async (desk, profile) => {
      const first = await liveThrough(desk, profile, { from: WEEKS.from, to: '2026-11-06' });
      // A program that has just started knows nothing of what it found before.
      const again = { ...desk, remind: async () => void (await createRemindSchools(desk.program.desk)()) };
      const second = await liveThrough(again, profile, { from: '2026-10-12', to: WEEKS.to });
      return [...first, ...second];
    });
    expect(lines(setBack)).toEqual(lines(plain));
  });

  it('go over 29 February and the beginning of summer time: each Monday and Wednesday once', async () => {
    const desk = await openDemoDesk({
      at: '2028-02-21T06:00:00Z',
      people: PEOPLE.map((person) => ({ ...person, who: person.who.replaceAll(' ', '-'), startsOn: '2020-09-01' })),
      change: (profile) => ({ ...profile, terms: [{ from: '2028-02-21', to: '2028-03-31' }] }),
    });
    try {
      const told = await liveThrough(desk, desk.profiles[0] as SchoolProfile, { from: '2028-02-21', to: '2028-04-02' });
      const daysOf = (to: string, words: string) =>
        told.filter((item) => item.to === to && item.summary === words).map(({ day }) => day);
      const mondays = ['2028-02-21', '2028-02-28', '2028-03-06', '2028-03-13', '2028-03-20', '2028-03-27'];
      expect(daysOf('head', 'What is due this week')).toEqual(mondays);
      // Nobody does anything in these weeks, so the weekly briefing comes with the rest that waits.
      expect(daysOf('office', 'What is due').filter((day) => weekdayOf(day) === 3)).toEqual([
        '2028-02-23',
        '2028-03-01',
        '2028-03-08',
        '2028-03-15',
        '2028-03-22',
        '2028-03-29',
      ]);
    } finally {
      await desk.close();
    }
  });

  it('make up after an outage what fell due in it: of several reminders the latest, and nothing twice', async () => {
    const back = '2026-11-05';
    const afterOutage = await lived(async (desk, profile) => {
      await liveThrough(desk, profile, { from: WEEKS.from, to: '2026-10-16' });
      return liveThrough(desk, profile, { from: back, to: WEEKS.to });
    });
    const on = (told: readonly Told[], day: string) =>
      told.filter((item) => item.day === day).map(({ to, summary }) => `${to}: ${summary}`);
    const madeUp = on(afterOutage, back);
    expect(new Set(madeUp).size).toBe(madeUp.length);
    expect(on(plain, '2026-11-02')).toContain('new-assistant: Welcome: your first reading and training');
    expect(madeUp).toContain('new-assistant: Welcome: your first reading and training');
    expect(madeUp).toContain('office: What is due');
    const later = (told: readonly Told[]) => lines(told.filter(({ day, to }) => day > back && to !== 'new-assistant'));
    expect(later(afterOutage)).toEqual(later(plain));
  });
});

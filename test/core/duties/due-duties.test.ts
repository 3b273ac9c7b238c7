import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueBoards } from '../../../src/core/duties/due-boards.ts';
import { dueDuties } from '../../../src/core/duties/due-duties.ts';
import { signersOf } from '../../../src/core/duties/duty-people.ts';
import { readDuties } from '../../../src/core/duties/duty-status.ts';
import type { DueWork } from '../../../src/core/reminders/occasion.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import { addDays } from '../../../src/core/school/add-period.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { takeReached } from '../../support/five-schools.ts';
import { staffRow } from '../../support/staff-rows.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../../support/views.ts';

const PEOPLE = [
  { who: 'head', roles: ['head' as const] },
  { who: 'lead', roles: ['dsl' as const] },
  { who: 'deputy', roles: ['deputy_dsl' as const] },
  { who: 'office', roles: ['office' as const] },
  { who: 'clerk', roles: ['office' as const] },
  { who: 'ict', roles: ['ict_lead' as const] },
  { who: 'teacher', roles: ['class_teacher' as const] },
  { who: 'governor', roles: ['governor' as const] },
];

let desk: TestDesk;
let profile: SchoolProfile;
let forms = 0;

/** One duty of the term, one that two sign, and one nobody can do. */
const withDuties = (given: SchoolProfile): SchoolProfile => ({
  ...given,
  duties: [
    { kind: 'newsletter', every: 'half-term', owner: 'office' },
    { kind: 'filtering_review', every: 'year', at: 11, owner: 'ict_lead', second: 'dsl' },
    { kind: 'risk_review', every: 'year', at: 3, owner: 'sendco' },
    { kind: 'parent_briefing', every: 'week', at: 3, owner: 'office' },
  ],
  accreditations: [],
});

beforeAll(async () => {
  desk = await openDemoDesk({ at: '2026-11-02T09:00:00Z', people: PEOPLE, change: withDuties });
  profile = desk.profiles[0] as SchoolProfile;
});
afterAll(() => desk.close());

it('chases nobody for what was due before the school began with this', async () => {
  const year = { from: '2026-09-01', to: '2027-08-31' };
  const early = (await readDuties(desk.program.desk, profile, year)).filter(({ dueOn }) => dueOn < '2026-10-27');
  expect(early.length).toBeGreaterThan(0);
  expect(early.every(({ state, overdue }) => state === 'lapsed' && !overdue)).toBe(true);
});

/** Runs scheduled work as a program that has just started, and answers who got something. */
async function run(work: DueWork[] = [dueDuties]): Promise<string[]> {
  await createRemindSchools(desk.program.desk, work)();
  await desk.deliver();
  return takeReached(desk);
}

async function runOn(day: string): Promise<string[]> {
  desk.clock.set(`${day}T10:00:00Z`);
  return run();
}

async function finishes(who: string, duty: string, values: Record<string, string>, key?: string) {
  forms += 1;
  return desk.submits(who, 'finish-duty', { duty, key: key ?? `finish-${forms}` }, values);
}

async function dutyOf(kind: string): Promise<string> {
  const day = desk.clock.now().toISOString().slice(0, 10);
  const found = (await readDuties(desk.program.desk, profile, { from: day, to: day })).find(
    (duty) => duty.kind === kind,
  );
  if (!found?.dutyId) throw new Error(`no ${kind}`);
  return found.dutyId;
}

describe('a duty that comes round', () => {
  it('is told to everybody who holds the function when it begins, once however many programs run', async () => {
    const programs = Array.from({ length: 3 }, () => createRemindSchools(desk.program.desk, [dueDuties]));
    await Promise.all(programs.map((look) => look()));
    await desk.deliver();
    const [card] = only(desk.chat.toPerson('office'), 'duty');
    expect(card).toMatchObject({ kind: 'newsletter', dueOn: '2026-12-18', maySign: true, signed: [] });
    expect(notificationOf(card ?? { name: 'checklist', checklist: 'video-call' })).toBe('Newsletter to parents');
    expect(desk.chat.sent).toHaveLength(3);
    expect(takeReached(desk)).toEqual(['clerk', 'ict', 'office']);
    expect(await run()).toEqual([]);
  });

  it('is not told again when the clock is set back', async () => {
    desk.clock.set('2026-11-03T10:00:00Z');
    expect(await run()).toEqual([]);
    desk.clock.set('2026-11-02T11:00:00Z');
    expect(await run()).toEqual([]);
  });

  it('waits for school time, and makes up what a program that was down has missed', async () => {
    desk.clock.set('2026-11-04T06:00:00Z');
    expect(await run()).toEqual([]);
    // Wednesday's briefing, found on Friday; both duties of the office come in one message.
    expect(await runOn('2026-11-06')).toEqual(['clerk', 'office']);
    expect(await runOn('2026-11-09')).toEqual([]);
  });

  it('brings several that are new in one message', async () => {
    desk.clock.set('2026-11-11T10:00:00Z');
    await createRemindSchools(desk.program.desk, [dueDuties])();
    await desk.deliver();
    const messages = desk.chat.toPerson('office');
    expect(messages).toHaveLength(1);
    expect(only(messages, 'board')[0]?.schools[0]).toMatchObject({
      whole: null,
      own: [{ kind: 'parent_briefing' }, { kind: 'newsletter' }],
    });
    takeReached(desk);
  });

  it('does not chase a weekly one: the next takes its place', async () => {
    await runOn('2026-11-18');
    const day = '2026-11-18';
    const found = await readDuties(desk.program.desk, profile, { from: '2026-11-04', to: day });
    const briefings = found.filter(({ kind }) => kind === 'parent_briefing');
    expect(briefings.map(({ dueOn, state, overdue }) => [dueOn, state, overdue])).toEqual([
      ['2026-11-04', 'lapsed', false],
      ['2026-11-11', 'lapsed', false],
      ['2026-11-18', 'open', false],
    ]);
  });

  it('is settled by whoever of them is first; the same form again changes nothing, a later one is not saved', async () => {
    const newsletter = await dutyOf('newsletter');
    const form = shown(await desk.opens('office', 'finish-duty', { duty: newsletter }), 'desk-form');
    const values = { outcome: 'not-needed', note: 'No issue this half-term' };
    const wrong = shown(await finishes('office', newsletter, { outcome: 'not-needed' }), 'desk-form');
    expect(wrong.errors).toEqual({ note: 'Please say why it is not needed this time.' });
    const saved = shown(await finishes('office', newsletter, values, form.formKey), 'duty');
    expect(saved).toMatchObject({ state: 'not-needed', signed: [{ by: 'Staff office', note: values.note }] });
    expect(shown(await finishes('office', newsletter, values, form.formKey), 'duty')).toEqual(saved);
    const late = shown(await finishes('clerk', newsletter, { outcome: 'done', note: 'In print' }), 'desk-form');
    expect(late).toMatchObject({ problem: 'check-fields', values: { note: 'In print' } });
    expect(late.errors.outcome).toContain('were not saved');
    expect(shown(await desk.presses('clerk', 'open-duty', { duty: newsletter }), 'duty').signed).toHaveLength(1);
  });

  it('opens for those who sign it and those who answer for it, and is to others as one that does not exist', async () => {
    const review = await dutyOf('filtering_review');
    for (const who of ['ict', 'lead', 'head', 'deputy'])
      expect(shown(await desk.presses(who, 'open-duty', { duty: review }), 'duty').maySign, who).toBe(who === 'ict');
    const none = await desk.presses('teacher', 'open-duty', { duty: '99999999-9999-4999-8999-999999999999' });
    expect(await desk.presses('teacher', 'open-duty', { duty: review })).toEqual(none);
    expect(await desk.opens('head', 'finish-duty', { duty: review })).toEqual(none);
    const refused = shown(await finishes('teacher', review, { outcome: 'done', note: 'Mine' }), 'desk-form');
    expect(refused).toMatchObject({ problem: 'not-served', data: {} });
  });

  it('keeps what was written sealed, and audits who opened it', async () => {
    const review = await dutyOf('filtering_review');
    await finishes('ict', review, { outcome: 'done', note: 'Zebra crossing', evidence: 'Cupboard nine' });
    await desk.presses('head', 'open-duty', { duty: review });
    const rows = await desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
      const { sql } = await import('drizzle-orm');
      const stored = await tx.execute(
        sql`select encode(note_sealed, 'escape') as note, state from duties where id = ${review}`,
      );
      const audit = await tx.execute(
        sql`select action, detail from audit_entries where action like 'duty.%' order by seq desc limit 3`,
      );
      return JSON.stringify({ stored, audit });
    });
    expect(rows).toContain('waits-for-second');
    expect(rows).not.toMatch(/Zebra|Cupboard/);
    expect(rows.match(/duty\.opened/g)?.length).toBeGreaterThanOrEqual(2);
    expect(rows).toContain('duty.signed');
  });

  it('asks the second one a week before it is due, on Mondays once it is late, and tells the head after fourteen days', async () => {
    const told: Record<string, string[]> = {};
    for (let day = '2026-11-19'; day <= '2026-12-18'; day = addDays(day, 1)) {
      desk.clock.set(`${day}T10:00:00Z`);
      await createRemindSchools(desk.program.desk, [dueDuties])();
      await desk.deliver();
      const reached = ['head', 'lead'].filter((who) => desk.chat.toPerson(who).length > 0);
      if (reached.length > 0) told[day] = reached;
      desk.chat.sent.length = 0;
    }
    expect(told).toEqual({
      // Asked once the first has signed; due on Monday 30 November.
      '2026-11-19': ['lead'],
      '2026-11-23': ['lead'],
      '2026-12-07': ['lead'],
      '2026-12-14': ['head', 'lead'],
    });
    const { own } = shown(await desk.presses('head', 'due', {}), 'board').schools[0] ?? { own: [] };
    expect(own).toMatchObject([{ kind: 'filtering_review', overdue: true }]);
  });

  it('goes to whoever holds the function then, and to the head where nobody does', async () => {
    const rows = [
      staffRow(DEMO_SCHOOL, 'clerk', ['staff']),
      staffRow(DEMO_SCHOOL, 'teacher', ['class_teacher', 'office']),
    ];
    await loadStaff(desk.program, profile, rows, { dryRun: false, beginAll: true });
    expect(await runOn('2027-01-05')).toContain('teacher');
    desk.clock.set('2027-03-01T10:00:00Z');
    await createRemindSchools(desk.program.desk, [dueDuties])();
    await desk.deliver();
    expect(only(desk.chat.toPerson('head'), 'board')[0]?.schools[0]?.own.map(({ kind }) => kind)).toContain(
      'risk_review',
    );
    takeReached(desk);
  });
});

describe('what is due in the school', () => {
  it('comes to the head and the lead once a week, on its first school morning', async () => {
    const told: Record<string, string[]> = {};
    for (let day = '2027-03-01'; day <= '2027-04-14'; day = addDays(day, 1)) {
      desk.clock.set(`${day}T10:00:00Z`);
      const reached = await run([dueBoards]);
      if (reached.length > 0) told[day] = reached;
    }
    // Monday 29 March lies in the holidays, which end on Monday 12 April.
    const weeks = ['2027-03-01', '2027-03-08', '2027-03-15', '2027-03-22', '2027-04-12'];
    expect(told).toEqual(Object.fromEntries(weeks.map((day) => [day, ['head', 'lead']])));
  });

  it('shows each reader what his function may see, and of cases numbers alone', async () => {
    desk.clock.set('2027-04-14T10:00:00Z');
    await desk.reports('teacher', { date: '2027-04-14', time: '09:15' });
    const lead = shown(await desk.presses('lead', 'due', {}), 'board');
    expect(lead.schools[0]?.whole?.cases).toMatchObject({ fresh: 1 });
    expect(wordsOf(lead)).not.toMatch(/ES-|Robin|Bullying/);
    for (const who of ['deputy', 'head'])
      expect(shown(await desk.presses(who, 'due', {}), 'board').schools[0]?.whole, who).not.toBeNull();
    for (const who of ['office', 'governor', 'ict', 'teacher'])
      expect(shown(await desk.presses(who, 'due', {}), 'board').schools[0]?.whole, who).toBeNull();
    expect(wordsOf(shown(await desk.says('governor', '/esafety due'), 'board'))).toContain('Nothing waits for you.');
  });

  it('counts to nobody a case about himself or one he may not open, new or overdue', async () => {
    const casesOf = async (who: string) => shown(await desk.presses(who, 'due', {}), 'board').schools[0]?.whole?.cases;
    const days = ['2027-04-15', '2027-05-20'];
    const read = async (who: string) => {
      const counts = [];
      for (const day of days) {
        desk.clock.set(`${day}T10:00:00Z`);
        counts.push(await casesOf(who));
      }
      desk.clock.set(`${days[0]}T10:00:00Z`);
      return counts;
    };
    const before = { lead: await read('lead'), deputy: await read('deputy'), head: await read('head') };
    const adultPerson = await desk.personId('lead');
    await desk.reports('teacher', { date: '2027-04-15', time: '09:15', adult: 'yes', adultPerson });
    expect({ lead: await read('lead'), deputy: await read('deputy') }).toEqual({
      lead: before.lead,
      deputy: before.deputy,
    });
    expect((await read('head'))[0]?.fresh).toBe((before.head[0]?.fresh ?? 0) + 1);
  });

  it('waits for a second signature that somebody can give, where the head signed first and nobody holds the function', async () => {
    const range = { from: '2026-11-30', to: '2026-11-30' };
    const found = await readDuties(desk.program.desk, profile, range);
    const review = found.find(({ kind }) => kind === 'filtering_review');
    if (!review) throw new Error('no review');
    const staff = (await desk.program.store.listStaff(DEMO_SCHOOL)).filter(({ roles }) => !roles.includes('dsl'));
    const signed = { ...review, state: 'waits-for-second' as const, doneBy: await desk.personId('head') };
    expect(signersOf(profile, staff, signed).map(({ name }) => name)).toEqual(['Staff deputy']);
  });
});

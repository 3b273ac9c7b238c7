import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/config/load-profile.ts';
import { dueDuties } from '../../../src/core/duties/due-duties.ts';
import type { DutyKind } from '../../../src/core/duties/duty-kinds.ts';
import { isPrevent } from '../../../src/core/duties/duty-lines.ts';
import { occurrencesBetween } from '../../../src/core/duties/duty-occurrences.ts';
import type { DutyLine, DutyView, SchoolBoard } from '../../../src/core/duty-views.ts';
import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import { loadFirst } from '../../config/example-profiles.ts';
import { openTestDesk, type TestDesk, type TestPerson } from '../../support/test-desk.ts';
import { only, shown, wordsOf } from '../../support/views.ts';

const staff = (school: string, prefix: string, roles: Record<string, Role>): TestPerson[] =>
  Object.entries(roles).map(([who, role]) => ({ who: `${prefix}-${who}`, roles: [role], school }));

/** The five schools on their own profiles, each with the functions its duties go to. */
const PEOPLE = [
  ...staff('writtle-infant', 'w', { head: 'head', office: 'office', teacher: 'class_teacher' }),
  ...staff('st-andrews-ce-junior', 'a', { head: 'head', teacher: 'class_teacher' }),
  ...staff('wessex-school-a', 'x', { head: 'head', it: 'ict_lead', office: 'office', teacher: 'class_teacher' }),
  ...staff('wessex-school-b', 'b', { head: 'head' }),
  ...staff('milverton-primary', 'm', {
    head: 'head',
    ict: 'ict_lead',
    link: 'link_governor',
    office: 'office',
    coordinator: 'esafety_coordinator',
  }),
  ...staff('ingol-primary', 'i', {
    head: 'head',
    ict: 'ict_lead',
    team: 'network_manager',
    office: 'office',
    teacher: 'class_teacher',
  }),
];

/** What two schools have settled since their policies were written: the names of classes, and when an accreditation runs out. */
function settle(profile: SchoolProfile): SchoolProfile {
  if (profile.id === 'st-andrews-ce-junior') return { ...profile, classes: ['3 Ash', '3 Elm'] };
  if (profile.id !== 'milverton-primary') return profile;
  return { ...profile, accreditations: [{ name: '360 safe', renew_by: '2027-01-29', owner: 'esafety_coordinator' }] };
}

let desk: TestDesk;
let forms = 0;
beforeAll(async () => {
  const profiles = ['writtle', 'st-andrews', 'wessex', 'milverton', 'ingol']
    .flatMap((name) => loadProfile(`examples/${name}.yaml`).profiles)
    .map(settle);
  desk = await openTestDesk({ profiles, people: PEOPLE, at: '2026-09-01T09:00:00Z' });
  await goOn('2026-09-01T09:00:00Z');
});
afterAll(() => desk.close());

/** Lets scheduled work look at a moment, as a program that has just started. */
async function goOn(to: string): Promise<void> {
  desk.clock.set(to);
  await createRemindSchools(desk.program.desk, [dueDuties])();
  await desk.deliver();
}

/** The duties somebody was told of since the last time, by kind. */
function take(who: string): string[] {
  const views = desk.chat.toPerson(who);
  const single = only(views, 'duty').map(({ kind }) => kind);
  const listed = only(views, 'board').flatMap(({ schools }) =>
    schools.flatMap(({ own }) => own.map(({ kind }) => kind)),
  );
  desk.chat.sent.splice(0, desk.chat.sent.length, ...desk.chat.sent.filter(({ target }) => target !== who));
  return [...single, ...listed].sort();
}

async function board(who: string): Promise<SchoolBoard> {
  const [only] = shown(await desk.presses(who, 'due', {}), 'board').schools;
  if (!only) throw new Error('no school');
  return only;
}

async function ownDuty(who: string, kind: DutyKind): Promise<DutyLine & { dutyId: string }> {
  const line = (await board(who)).own.find((one) => one.kind === kind);
  if (!line?.dutyId) throw new Error(`${who} has no ${kind}`);
  return { ...line, dutyId: line.dutyId };
}

async function finishes(who: string, dutyId: string, values: Record<string, string>) {
  forms += 1;
  return desk.submits(who, 'finish-duty', { duty: dutyId, key: `finish-${forms}` }, values);
}

const inYear = (profile: SchoolProfile, kind: DutyKind, year = 2026) =>
  occurrencesBetween(profile, `${year}-09-01`, `${year + 1}-08-31`).filter((duty) => duty.kind === kind);

describe('what each school’s policy makes come round', () => {
  it('[A25] gives class teachers one task for each class, each September', async () => {
    expect(take('a-teacher')).toEqual(['pupil_reminder', 'pupil_reminder']);
    const { own } = await board('a-teacher');
    expect(own.map(({ subject, dueOn }) => [subject, dueOn])).toEqual([
      ['3 Ash', '2026-09-30'],
      ['3 Elm', '2026-09-30'],
    ]);
    const ash = await ownDuty('a-teacher', 'pupil_reminder');
    expect(shown(await finishes('a-teacher', ash.dutyId, { outcome: 'done' }), 'duty').state).toBe('done');
    expect((await board('a-head')).whole?.duties).toMatchObject([{ classes: { settled: 1, of: 2 }, dutyId: null }]);
    const profile = settle(loadFirst('st-andrews'));
    expect(inYear(profile, 'pupil_reminder', 2027).map(({ beginsOn }) => beginsOn)).toEqual([
      '2027-09-01',
      '2027-09-01',
    ]);
    expect(inYear(loadFirst('st-andrews'), 'pupil_reminder')).toMatchObject([{ subject: '' }]);
  });

  it('[W06] gives the office one newsletter task a term, and shows whether it was done', async () => {
    expect(take('w-office')).toEqual(['newsletter', 'website']);
    const line = await ownDuty('w-office', 'newsletter');
    const card = shown(await desk.presses('w-office', 'open-duty', { duty: line.dutyId }), 'duty');
    expect(wordsOf(card)).toContain('Staying safe online');
    const newsletter = async () => (await board('w-head')).whole?.duties.find(({ kind }) => kind === 'newsletter');
    expect(await newsletter()).toMatchObject({ state: 'open', owner: 'Office manager' });
    expect(wordsOf(shown(await desk.presses('w-head', 'due', {}), 'board'))).toContain(
      'To do. Due Sunday 20 December 2026',
    );
    await finishes('w-office', line.dutyId, { outcome: 'done', note: 'In the autumn issue' });
    expect(await newsletter()).toMatchObject({ state: 'done' });
    expect(inYear(loadFirst('writtle'), 'newsletter').map(({ occurrence }) => occurrence)).toEqual([
      '2026-27/1-autumn',
      '2026-27/2-spring',
      '2026-27/3-summer',
    ]);
  });

  it('[W22] shows the four Prevent items with their due dates on the compliance board', async () => {
    const prevent = (await board('w-head')).whole?.prevent ?? [];
    expect(prevent.map(({ kind }) => kind).sort()).toEqual([
      'prevent_it_policies',
      'prevent_partnership',
      'prevent_risk_assessment',
      'prevent_training',
    ]);
    expect(prevent.map(({ dueOn }) => dueOn)).toEqual(Array(4).fill('2027-07-22'));
    const words = wordsOf(shown(await desk.presses('w-head', 'due', {}), 'board'));
    for (const title of ['risk assessment', 'working in partnership', 'staff training', 'IT policies'])
      expect(words).toContain(`Prevent: ${title}`);
    expect(words.match(/Due Thursday 22 July 2027/g)?.length).toBeGreaterThanOrEqual(4);
    const line = await ownDuty('w-head', 'prevent_training');
    await finishes('w-head', line.dutyId, { outcome: 'done', evidence: 'Register of courses' });
    expect((await board('w-head')).whole?.prevent.filter(({ state }) => state === 'done')).toHaveLength(1);
    expect(occurrencesBetween(loadFirst('writtle'), '2027-09-01', '2027-10-01').filter(isPrevent)).toHaveLength(4);
  });

  it('[W24] returns the eight points for video calls, to whoever asks', async () => {
    const typed = shown(await desk.says('w-teacher', '/esafety checklist video-call'), 'checklist');
    const pressed = shown(await desk.presses('w-office', 'checklist', {}), 'checklist');
    expect(pressed).toEqual(typed);
    const words = wordsOf(typed);
    const points = [
      'encrypted',
      'password',
      'wait outside',
      'nobody unknown',
      'Record only',
      'telephone',
      'screen',
      'Speak',
    ];
    for (const point of points) expect(words).toContain(point);
  });

  it('[X28] audits IT provision each year, and takes the audit as done only with where its evidence is kept', async () => {
    expect(take('x-it')).toEqual(['it_audit', 'workshop']);
    const { dutyId } = await ownDuty('x-it', 'it_audit');
    const again = shown(await finishes('x-it', dutyId, { outcome: 'done', note: 'Adequate' }), 'desk-form');
    expect(again.errors).toEqual({ evidence: 'Please say where the evidence is kept.' });
    const done = shown(
      await finishes('x-it', dutyId, { outcome: 'done', evidence: 'Audit 2026/7, head’s office' }),
      'duty',
    );
    expect(done).toMatchObject({
      state: 'done',
      signed: [{ by: 'Staff x-it', evidence: 'Audit 2026/7, head’s office' }],
    });
    expect(inYear(loadFirst('wessex'), 'it_audit', 2027)).toHaveLength(1);
  });

  it('[X32] tells pupils of monitoring in each term', async () => {
    expect(take('x-teacher')).toEqual(['pupil_notice', 'pupil_rules']);
    const { dutyId } = await ownDuty('x-teacher', 'pupil_notice');
    await finishes('x-teacher', dutyId, { outcome: 'done' });
    expect(inYear(loadFirst('wessex'), 'pupil_notice').map(({ occurrence }) => occurrence)).toEqual([
      '2026-27/1-autumn',
      '2026-27/2-spring',
      '2026-27/3-summer',
    ]);
  });

  it('[X38] makes newsletter, website and workshop come round each year', async () => {
    expect(take('x-office')).toEqual(['newsletter', 'website']);
    for (const kind of ['newsletter', 'website', 'workshop'] as const) {
      for (const year of [2026, 2027]) expect(inYear(loadFirst('wessex'), kind, year), kind).toHaveLength(1);
    }
    const invitation = await ownDuty('x-it', 'workshop');
    expect(wordsOf(shown(await desk.presses('x-it', 'open-duty', { duty: invitation.dutyId }), 'duty'))).toContain(
      'a workshop for parents and carers',
    );
  });

  it('[I09][I19] makes the risk review and the security review come round each year', async () => {
    expect(take('i-head')).toEqual(['risk_review']);
    expect(take('i-ict')).toEqual(['security_review']);
    for (const kind of ['risk_review', 'security_review'] as const) {
      const years = [2026, 2027].map((year) => inYear(loadFirst('ingol'), kind, year));
      expect(
        years.map((found) => found.length),
        kind,
      ).toEqual([1, 1]);
      expect(years[0]?.[0]?.occurrence).not.toBe(years[1]?.[0]?.occurrence);
    }
  });

  it('[I16] gives text for parents as a draft for the tools the school has agreed, and sends parents nothing', async () => {
    const { dutyId } = await ownDuty('i-office', 'website');
    const words = wordsOf(shown(await desk.presses('i-office', 'open-duty', { duty: dutyId }), 'duty'));
    expect(words).toContain("For the school's Facebook account, Dojo messenger or Teacher2Parent messenger.");
    expect(words).toContain('Nothing is sent to parents from here.');
    const staffAccounts = new Set(PEOPLE.map(({ who }) => who));
    expect(desk.chat.sent.every(({ to, target }) => to === 'person' && staffAccounts.has(target))).toBe(true);
  });

  it('[I24] brings the rules to pupils’ attention in each half-term, in term alone', async () => {
    expect(take('i-teacher')).toEqual(['pupil_rules']);
    const { dutyId } = await ownDuty('i-teacher', 'pupil_rules');
    await finishes('i-teacher', dutyId, { outcome: 'done' });
    await goOn('2026-10-28T10:00:00Z');
    expect(take('i-teacher')).toEqual(['pupil_rules']);
    const halves = inYear(loadFirst('ingol'), 'pupil_rules');
    expect(halves).toHaveLength(6);
    const demo = loadFirst('demo-school');
    const open = demo.terms.filter(({ from }) => '2026-09-01' <= from && from <= '2027-08-31').map(({ from }) => from);
    expect(inYear(demo, 'pupil_rules').map(({ beginsOn }) => beginsOn)).toEqual(open);
  });

  it('[M29] asks for the parents’ briefing on Wednesdays in term only', async () => {
    await goOn('2026-11-10T10:00:00Z');
    take('m-office');
    await goOn('2026-11-11T10:00:00Z');
    expect(take('m-office')).toEqual(['parent_briefing']);
    await goOn('2026-11-12T10:00:00Z');
    expect(take('m-office')).toEqual([]);
    const terms = loadFirst('demo-school').terms;
    const days = inYear({ ...loadFirst('milverton'), terms }, 'parent_briefing').map(({ beginsOn }) => beginsOn);
    expect(days.length).toBeGreaterThan(30);
    expect(days.every((day) => new Date(day).getUTCDay() === 3)).toBe(true);
    expect(days.every((day) => terms.some(({ from, to }) => from <= day && day <= to))).toBe(true);
    // Half-term, Christmas and the summer.
    for (const day of ['2026-10-28', '2026-12-23', '2027-08-04']) expect(days).not.toContain(day);
  });

  it('[M13] has the security review signed by the Computing Lead and the link governor, each with an outcome, and again next term', async () => {
    const { dutyId } = await ownDuty('m-ict', 'security_review');
    expect((await board('m-link')).own).toEqual([]);
    const first = { outcome: 'done', note: 'Two old accounts closed', evidence: 'Minutes, item 4' };
    const half: DutyView = shown(await finishes('m-ict', dutyId, first), 'duty');
    expect(half).toMatchObject({ state: 'waits-for-second', maySign: false });
    // His own word is not the second one.
    expect(shown(await finishes('m-ict', dutyId, first), 'duty').state).toBe('waits-for-second');
    take('m-link');
    await goOn('2026-11-13T10:00:00Z');
    expect(take('m-link')).toEqual(['security_review']);
    const opened = shown(await desk.presses('m-link', 'open-duty', { duty: dutyId }), 'duty');
    expect(wordsOf(opened)).toContain('Two old accounts closed');
    const silent = shown(await finishes('m-link', dutyId, { outcome: 'done' }), 'desk-form');
    expect(silent.errors).toEqual({ note: 'Please write what you found.' });
    const whole = shown(await finishes('m-link', dutyId, { outcome: 'done', note: 'Looked at with him' }), 'duty');
    expect(whole).toMatchObject({
      state: 'done',
      signers: ['Computing Lead', 'Link governor'],
      signed: [
        { by: 'Staff m-ict', outcome: 'done', note: 'Two old accounts closed' },
        { by: 'Staff m-link', outcome: 'done', note: 'Looked at with him' },
      ],
    });
    take('m-ict');
    await goOn('2027-01-05T10:00:00Z');
    expect(take('m-ict')).toEqual(['security_review']);
  });

  it('[M03] reminds of the renewal of 360 safe, and lists where the evidence of the year is kept', async () => {
    const told: string[][] = [];
    take('m-coordinator');
    for (const day of ['2027-01-06', '2027-01-14', '2027-01-22', '2027-01-25', '2027-02-01']) {
      await goOn(`${day}T10:00:00Z`);
      told.push(take('m-coordinator'));
    }
    // Of the 30 days the reminder came with the first day of term, then 7 days before, then once it is late.
    expect(told).toEqual([[], [], ['accreditation'], [], ['accreditation']]);
    const evidence = shown(
      await desk.presses('m-coordinator', 'due', { filter: 'evidence', school: 'milverton-primary' }),
      'evidence',
    );
    expect(evidence).toMatchObject({
      year: '2026-27',
      duties: [{ kind: 'security_review', by: 'Staff m-ict', doneOn: '2026-11-12', evidence: 'Minutes, item 4' }],
    });
    const refused = await desk.presses('m-office', 'due', { filter: 'evidence', school: 'milverton-primary' });
    expect(shown(refused, 'notice').notice).toBe('not-allowed');
  });

  it('[M25][I11] shows the head training, acceptable use and reviews in one view', async () => {
    const milverton = (await board('m-head')).whole;
    const titles = milverton?.training.map(({ title }) => title) ?? [];
    expect(titles).toContain('Online safety update');
    expect(titles).toContain('Online Safety Agreement Form for School Staff');
    expect(milverton?.policies).toMatchObject([{ title: 'Online Safety Policy 2023-2025', overdue: true }]);
    const ingol = (await board('i-head')).whole;
    expect(ingol?.training.map(({ title }) => title)).toEqual(['Safer Internet Policy', 'The policy explained']);
    expect(ingol?.policies.map(({ title }) => title)).toEqual(['Safer Internet Policy']);
    expect(ingol?.duties.map(({ kind }) => kind)).toContain('risk_review');
    expect((await board('i-teacher')).whole).toBeNull();
  });
});

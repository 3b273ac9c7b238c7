import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { escalateDue } from '../../src/core/incidents/escalate.ts';
import { createLog } from '../../src/log.ts';
import { openProgram } from '../../src/program.ts';
import { DEMO_SCHOOL, openDemoDesk, sendAway } from '../support/demo-school.ts';
import { clearMessages } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

let desk: TestDesk;
let reference: string;

beforeAll(async () => {
  desk = await openDemoDesk();
  await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.chat.unreachable.clear();
  // Each test sees its own case alone: what earlier ones left is acknowledged.
  await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.execute(sql`update cases set escalate_at = null, acknowledged_at = coalesce(acknowledged_at, reported_at)`),
  );
  desk.clock.set('2027-06-01T10:00:00Z');
  await clearMessages(desk);
});

/** Reports at an instant, and lets the clock stand there. */
async function reportAt(instant: string, values: Record<string, string> = {}): Promise<void> {
  desk.clock.set(instant);
  ({ reference } = await desk.reports('teacher', { date: '', time: '', ...values }));
  await desk.deliver();
}

/** Who got this case's card or word since the last call, with why. */
function takeTold(): string[] {
  const told = desk.chat.sent.flatMap(({ to, target, view }) => {
    if (to !== 'person') return [];
    if (view.name === 'case-card') return [`${target}: ${view.reason}`];
    return view.name === 'reporter-update' ? [`${target}: ${view.update}`] : [];
  });
  desk.chat.sent.length = 0;
  return told.sort();
}

/** Moves the clock, runs the ladder, and answers who was told. */
async function toldAt(instant: string): Promise<string[]> {
  desk.clock.set(instant);
  await desk.tick();
  return takeTold();
}

async function acknowledge(who: string): Promise<void> {
  await desk.presses(who, 'acknowledge', { case: await desk.caseIdOf(reference) });
}

describe('the ladder of a case nobody has assessed', () => {
  it('[A06] tells the next one after 60 minutes each, then the reporter, then everybody again each school morning', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    expect(takeTold()).toEqual(['lead: on-duty']);
    expect(await toldAt('2026-11-10T10:59:59Z')).toEqual([]);
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-10T12:00:00Z')).toEqual(['head: escalated']);
    const everybody = ['deputy: repeat', 'head: repeat', 'lead: repeat'];
    expect(await toldAt('2026-11-10T13:00:00Z')).toEqual([...everybody, 'teacher: nobody-reached']);
    expect(await toldAt('2026-11-11T08:29:00Z')).toEqual([]);
    expect(await toldAt('2026-11-11T08:30:00Z')).toEqual(everybody);
    expect(await toldAt('2026-11-12T08:30:00Z')).toEqual(everybody);
  });

  it('ends when somebody acknowledges', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    takeTold();
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual(['deputy: escalated']);
    await acknowledge('deputy');
    expect(await toldAt('2026-11-11T15:00:00Z')).toEqual(['teacher: seen']);
  });

  it('counts school time alone over a weekend: half an hour on Friday, half an hour on Monday', async () => {
    await reportAt('2026-11-13T15:30:00Z');
    takeTold();
    expect(await toldAt('2026-11-15T20:00:00Z')).toEqual([]);
    expect(await toldAt('2026-11-16T08:59:00Z')).toEqual([]);
    expect(await toldAt('2026-11-16T09:00:00Z')).toEqual(['deputy: escalated']);
  });

  it('never waits longer than one working day, over half-term and the end of summer time', async () => {
    // Friday before half-term, half past three in summer time; school is back on 2 November.
    await reportAt('2026-10-23T14:30:00Z');
    takeTold();
    expect(await toldAt('2026-10-26T15:29:00Z')).toEqual([]);
    // In the holidays those of the holiday cover stand on one rung.
    expect(await toldAt('2026-10-26T15:30:00Z')).toEqual(['deputy: escalated', 'head: escalated']);
    expect(await toldAt('2026-10-27T15:30:00Z')).toContain('teacher: nobody-reached');
  });

  it('never waits longer than one working day, over the start of summer time', async () => {
    // The last afternoon before the Easter holidays; the clocks go forward on Sunday.
    await reportAt('2026-03-27T15:30:00Z');
    takeTold();
    expect(await toldAt('2026-03-30T14:29:00Z')).toEqual([]);
    expect(await toldAt('2026-03-30T14:30:00Z')).toEqual(['deputy: escalated', 'head: escalated']);
  });

  it('says on the receipt when it may not be read before the next school morning', async () => {
    desk.clock.set('2026-11-13T20:00:00Z');
    const evening = await desk.reports('teacher', { date: '', time: '' });
    expect(evening.notReadUntil).toBe('2026-11-16T08:30:00.000Z');
    desk.clock.set('2026-11-13T10:00:00Z');
    expect((await desk.reports('teacher', { date: '', time: '' })).notReadUntil).toBeNull();
  });

  it('catches up what fell due while the program was down, and goes on from there', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    takeTold();
    expect(await toldAt('2026-11-12T09:15:00Z')).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-12T09:16:00Z')).toEqual([]);
    expect(await toldAt('2026-11-12T10:15:00Z')).toEqual(['head: escalated']);
  });
});

describe('the ladder while people come and go', () => {
  it('begins in the holidays with everybody of the holiday cover', async () => {
    const holidays = await openDemoDesk({ at: '2026-10-28T10:00:00Z' });
    try {
      await holidays.reports('teacher', { date: '', time: '' });
      await holidays.deliver();
      for (const who of ['lead', 'deputy', 'head']) {
        expect(holidays.chat.toPerson(who)[0], who).toMatchObject({ name: 'case-card', reason: 'on-duty' });
      }
    } finally {
      await holidays.close();
    }
  });

  it('begins with the deputy while the DSL is away, and turns to the DSL when she is back', async () => {
    desk.clock.set('2026-11-24T10:00:00Z');
    await sendAway(desk, 'lead', 50);
    await reportAt('2026-11-24T10:00:00Z');
    expect(takeTold()).toEqual(['deputy: on-duty']);
    expect(await toldAt('2026-11-24T11:00:00Z')).toEqual(['lead: escalated']);
    expect(await toldAt('2026-11-24T12:00:00Z')).toEqual(['head: escalated']);
  });

  it('passes nobody over when the DSL goes away after the report', async () => {
    await reportAt('2026-11-25T10:00:00Z');
    expect(takeTold()).toEqual(['lead: on-duty']);
    await sendAway(desk, 'lead', 600);
    expect(await toldAt('2026-11-25T11:00:00Z')).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-25T12:00:00Z')).toEqual(['head: escalated']);
  });

  it('begins with the head while DSL and deputy are away', async () => {
    desk.clock.set('2026-12-01T10:00:00Z');
    await sendAway(desk, 'lead', 600);
    await sendAway(desk, 'deputy', 600);
    const receipt = await desk.reports('teacher', { date: '', time: '' });
    await desk.deliver();
    expect(takeTold()).toEqual(['head: on-duty']);
    expect(receipt.readers).toEqual(['Headteacher']);
  });
});

describe('the ladder of a case in which somebody is in danger', () => {
  const NIGHT = '2026-11-14T23:50:00Z';

  it('tells DSL, deputy and head at once, and again every 15 minutes, at night and at weekends', async () => {
    await reportAt(NIGHT, { danger: 'yes' });
    expect(takeTold()).toEqual(['deputy: immediate', 'head: immediate', 'lead: immediate']);
    expect(await toldAt('2026-11-15T00:04:59Z')).toEqual([]);
    const repeat = ['deputy: repeat', 'head: repeat', 'lead: repeat'];
    expect(await toldAt('2026-11-15T00:05:00Z')).toEqual([...repeat, 'teacher: nobody-reached']);
    for (const time of ['00:20', '00:35', '00:50', '01:05']) {
      expect(await toldAt(`2026-11-15T${time}:00Z`), time).toEqual(repeat);
    }
    await acknowledge('head');
    expect(await toldAt('2026-11-15T03:00:00Z')).toEqual(['teacher: seen']);
  });

  it('tells those who are away too', async () => {
    desk.clock.set(NIGHT);
    await sendAway(desk, 'deputy', 60);
    await reportAt(NIGHT, { danger: 'yes' });
    expect(takeTold()).toEqual(['deputy: immediate', 'head: immediate', 'lead: immediate']);
  });

  it('does not repeat it without end to the others because one cannot be reached', async () => {
    desk.chat.unreachable.add('lead');
    await reportAt(NIGHT, { danger: 'yes' });
    await desk.tick();
    takeTold();
    for (const minute of ['51', '52', '55', '59']) {
      expect(await toldAt(`2026-11-14T23:${minute}:00Z`), minute).toEqual([]);
    }
    expect(await toldAt('2026-11-15T00:05:00Z')).toEqual(['deputy: repeat', 'head: repeat', 'teacher: nobody-reached']);
  });

  it('tells the reporter whom to ring when none of them can be reached', async () => {
    for (const who of ['lead', 'deputy', 'head']) desk.chat.unreachable.add(who);
    await reportAt(NIGHT, { danger: 'yes' });
    await desk.tick();
    expect(takeTold()).toEqual(['teacher: nobody-reached']);
  });
});

describe('the ladder when somebody cannot be reached', () => {
  it('brings the next one forward to now', async () => {
    desk.chat.unreachable.add('lead');
    await reportAt('2026-11-10T10:00:00Z');
    expect(takeTold()).toEqual([]);
    expect(await toldAt('2026-11-10T10:00:00Z')).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual(['head: escalated']);
  });

  it('tells the reporter whom to ring when nobody can be reached, without waiting', async () => {
    for (const who of ['lead', 'deputy', 'head']) desk.chat.unreachable.add(who);
    await reportAt('2026-11-10T10:00:00Z');
    for (let run = 0; run < 3; run += 1) await desk.tick();
    expect(takeTold()).toEqual(['teacher: nobody-reached']);
    const mine = shown(await desk.says('teacher', 'mine'), 'my-reports');
    expect(mine.reports).toContainEqual(expect.objectContaining({ reference, state: 'recorded' }));
  });

  it('tells the reporter at once where the school has nobody to read it', async () => {
    const empty = await openDemoDesk({ people: [{ who: 'teacher', roles: ['class_teacher'] }] });
    try {
      await empty.reports('teacher');
      await empty.deliver();
      expect(empty.chat.toPerson('teacher')).toMatchObject([{ name: 'reporter-update', update: 'nobody-reached' }]);
    } finally {
      await empty.close();
    }
  });
});

describe('the ladder of a restricted case', () => {
  it('goes from the head to the chair to the trust, never to the DSL, and then to the reporter', async () => {
    await reportAt('2026-11-10T10:00:00Z', { adult: 'yes', adultPerson: await desk.personId('colleague') });
    expect(takeTold()).toEqual(['head: recipient']);
    expect(await toldAt('2026-11-10T11:00:00Z')).toEqual(['chair: escalated']);
    expect(await toldAt('2026-11-10T12:00:00Z')).toEqual(['trust: escalated']);
    expect(await toldAt('2026-11-10T13:00:00Z')).toEqual([
      'chair: repeat',
      'head: repeat',
      'teacher: nobody-reached',
      'trust: repeat',
    ]);
    expect(desk.chat.posted()).toEqual([]);
  });
});

describe('two replicas', () => {
  it('that race tell each person once', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    takeTold();
    desk.clock.set('2026-11-10T11:00:00Z');
    const environment = readEnvironment({
      DATABASE_URL: desk.databaseUrl,
      ESAFETY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const other = await openProgram(environment, createLog('silent'), { clock: desk.clock });
    try {
      const runs = [desk.program.desk, other.desk, desk.program.desk, other.desk].map((each) => escalateDue(each));
      expect((await Promise.all(runs)).reduce((sum, taken) => sum + taken, 0)).toBe(1);
      await desk.deliver();
      expect(takeTold()).toEqual(['deputy: escalated']);
      const deputy = { personId: await desk.personId('deputy'), pupilCases: true };
      const log = await desk.program.store.incidentLog(DEMO_SCHOOL, deputy);
      expect(log.filter((row) => row.reference === reference).map((row) => row.entry)).toEqual([
        'recorded',
        'escalated',
      ]);
    } finally {
      await other.close();
    }
  });

  it('of which one is late leave the next rung to its own time', async () => {
    await reportAt('2026-11-10T10:00:00Z');
    takeTold();
    desk.clock.set('2026-11-10T11:00:00Z');
    const { desk: rules } = desk.program;
    // The late one had read what is due before the other took the rung.
    const due = await rules.store.dueEscalations(desk.clock.now(), 10);
    expect(await escalateDue(rules)).toBe(1);
    const late = { ...rules, store: { ...rules.store, dueEscalations: async () => due } };
    expect(await escalateDue(late)).toBe(0);
    await desk.deliver();
    expect(takeTold()).toEqual(['deputy: escalated']);
    expect(await toldAt('2026-11-10T12:00:00Z')).toEqual(['head: escalated']);
  });
});

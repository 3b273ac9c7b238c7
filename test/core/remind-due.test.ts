import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { remindDue } from '../../src/core/incidents/remind-due.ts';
import { createLog } from '../../src/log.ts';
import { openProgram } from '../../src/program.ts';
import { fills, takes } from '../support/case-steps.ts';
import { DEMO_SCHOOL, openDemoDesk, sendAway } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only } from '../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk({
    change: (profile) => ({ ...profile, cctv: { kept_days: 14, ask: 'office' } }),
  });
  await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
});
afterEach(() => desk.close());

/** A case the lead has in hand, with nothing left to be sent. */
async function workedCase(values: Record<string, string> = {}): Promise<{ case: string }> {
  const { reference } = await desk.reports('teacher', { date: '', time: '', place: 'outside', ...values });
  const data = { case: await desk.caseIdOf(reference) };
  await desk.presses('lead', 'acknowledge', data);
  await settle();
  return data;
}

async function settle(): Promise<void> {
  await desk.deliver();
  desk.chat.sent.length = 0;
}

/** Moves the clock, reminds, and answers who was reminded of what; "thread" for the line in the case's place. */
async function remindedAt(instant: string): Promise<string[]> {
  desk.clock.set(instant);
  await remindDue(desk.program.desk);
  await desk.deliver();
  const told = desk.chat.sent.flatMap(({ to, target, view }) => {
    // That nothing has happened in a case for long is told beside, and tested by itself.
    if (to === 'person' && view.name === 'reminder') return view.what === 'idle' ? [] : [`${target}: ${view.what}`];
    if (to === 'person' && view.name === 'task-card') return [`${target}: own task${view.reminder ? '' : ', new'}`];
    return view.name === 'thread-line' && view.line === 'reminder' ? ['thread'] : [];
  });
  desk.chat.sent.length = 0;
  return told.sort();
}

const giveTask = async (data: { case: string }, due: string) =>
  takes(desk, 'lead', 'task', data, { owner: await desk.personId('colleague'), due });

describe('a task', () => {
  it('is reminded of on the morning of its day, and once late each school morning and in the thread, until it is done', async () => {
    const data = await workedCase();
    const { tasks } = await giveTask(data, '2026-11-12');
    await settle();
    expect(await remindedAt('2026-11-12T08:29:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['colleague: own task']);
    expect(await remindedAt('2026-11-12T16:30:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-13T08:30:00Z')).toEqual(['colleague: own task', 'thread']);
    // Not on Saturday or Sunday.
    expect(await remindedAt('2026-11-15T20:00:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-16T08:30:00Z')).toEqual(['colleague: own task', 'thread']);
    await fills(
      desk,
      'colleague',
      'finish-task',
      { task: tasks[0]?.taskId ?? '' },
      { state: 'done', result: 'Found.' },
    );
    await settle();
    expect(await remindedAt('2026-11-20T08:30:00Z')).toEqual([]);
  });

  it('for the same day is reminded of an hour before, not at once', async () => {
    await giveTask(await workedCase(), '2026-11-10');
    expect(await remindedAt('2026-11-10T10:01:00Z')).toEqual(['colleague: own task, new']);
    expect(await remindedAt('2026-11-10T15:00:00Z')).toEqual(['colleague: own task']);
    expect(await remindedAt('2026-11-11T08:30:00Z')).toEqual(['colleague: own task', 'thread']);
  });

  it('for a Sunday is reminded of on Friday, for a day in half-term on the last morning before it', async () => {
    desk.clock.set('2026-10-19T09:00:00Z');
    const data = await workedCase();
    await giveTask(data, '2026-10-28');
    await settle();
    expect(await remindedAt('2026-10-23T07:29:00Z')).toEqual([]);
    // Summer time still.
    expect(await remindedAt('2026-10-23T07:30:00Z')).toEqual(['colleague: own task']);
    // Then by working days, for it is still to come: on its own morning.
    expect(await remindedAt('2026-10-27T23:00:00Z')).toEqual([]);
    expect(await remindedAt('2026-10-28T08:30:00Z')).toEqual(['colleague: own task']);
  });

  it('of somebody who is away is brought to whoever has the case, too', async () => {
    await giveTask(await workedCase(), '2026-11-12');
    await settle();
    desk.clock.set('2026-11-12T08:00:00Z');
    await sendAway(desk, 'colleague', 600);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['colleague: own task', 'lead: task']);
  });

  it('while both are away is brought to those who can open the case and are there', async () => {
    await giveTask(await workedCase(), '2026-11-12');
    await settle();
    desk.clock.set('2026-11-12T08:00:00Z');
    await sendAway(desk, 'colleague', 600);
    await sendAway(desk, 'lead', 600);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['colleague: own task', 'deputy: task']);
  });
});

describe('a task whose owner', () => {
  const other = (who: string) => desk.personId(who);

  it('has become one the case is about reminds whoever has the case instead', async () => {
    const data = await workedCase();
    await giveTask(data, '2026-11-12');
    const personId = await other('colleague');
    await desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
      const { casePeople } = await import('../../src/store/schema.ts');
      const about = { schoolId: DEMO_SCHOOL, caseId: data.case, id: crypto.randomUUID(), part: 'kept-from', personId };
      await tx.insert(casePeople).values(about);
    });
    await settle();
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['lead: task']);
  });

  it('has left reminds whoever has the case instead', async () => {
    await giveTask(await workedCase(), '2026-11-12');
    await leaves('colleague', '2026-11-11');
    await settle();
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['lead: task']);
  });
});

/** Somebody's last day, as the next staff list would say. */
async function leaves(who: string, endsOn: string): Promise<void> {
  const personId = await desk.personId(who);
  await desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
    const { eq } = await import('drizzle-orm');
    const { memberships } = await import('../../src/store/people-schema.ts');
    await tx.update(memberships).set({ endsOn }).where(eq(memberships.personId, personId));
  });
  desk.program.desk.staff.clear();
}

describe('somebody who cannot get a reminder', () => {
  it('because nobody who reads the case is left or there is replaced by the next in the function', async () => {
    const data = await workedCase();
    await takes(desk, 'lead', 'monitor', data);
    await leaves('lead', '2026-11-20');
    await settle();
    desk.clock.set('2026-11-24T08:00:00Z');
    await sendAway(desk, 'deputy', 600);
    expect(await remindedAt('2026-11-24T08:30:00Z')).toEqual(['head: review']);
  });

  it('because everybody is away is reminded all the same', async () => {
    await takes(desk, 'lead', 'monitor', await workedCase());
    await settle();
    desk.clock.set('2026-11-24T08:00:00Z');
    for (const who of ['lead', 'deputy', 'head']) await sendAway(desk, who, 600);
    expect(await remindedAt('2026-11-24T08:30:00Z')).toEqual(['deputy: review', 'head: review', 'lead: review']);
  });

  it('of a restricted case is never replaced by somebody without access to it', async () => {
    const about = { adult: 'yes', adultPerson: await desk.personId('teacher'), type: 'staff_allegation' };
    const { reference } = await desk.reports('colleague', { date: '', time: '', ...about });
    const data = { case: await desk.caseIdOf(reference) };
    await takes(desk, 'head', 'monitor', data);
    await settle();
    desk.clock.set('2026-11-24T08:00:00Z');
    await sendAway(desk, 'head', 600);
    expect((await remindedAt('2026-11-24T08:30:00Z')).filter((told) => told.endsWith('review'))).toEqual([
      'head: review',
    ]);
  });
});

describe('keeping the pictures of the cameras', () => {
  it('is reminded of before the provider deletes them: on the last school morning a day before', async () => {
    await workedCase({ place: 'school' });
    // Nobody is the office here: whoever the case went to is asked. Deleted on Tuesday 24 November after 14 days.
    expect(await remindedAt('2026-11-23T08:29:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-23T08:30:00Z')).toEqual(['lead: own task']);
  });
});

describe('the answer to a referral', () => {
  it('is reminded of on its day, until it has come', async () => {
    const data = await workedCase();
    const { referrals } = await takes(desk, 'lead', 'refer', data);
    await settle();
    expect(await remindedAt('2026-11-17T08:29:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-17T08:30:00Z')).toEqual(['lead: referral']);
    expect(await remindedAt('2026-11-18T08:30:00Z')).toEqual(['lead: referral', 'thread']);
    await takes(desk, 'lead', 'answer', { ...data, referral: referrals[0]?.referralId ?? '' });
    await settle();
    expect(await remindedAt('2026-11-27T08:30:00Z')).toEqual([]);
  });
});

describe('a case to be looked at again', () => {
  it('is reminded of on its day, and no more once it is closed', async () => {
    const data = await workedCase();
    await takes(desk, 'lead', 'monitor', data);
    await settle();
    expect(await remindedAt('2026-11-24T08:29:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-24T08:30:00Z')).toEqual(['lead: review']);
    await desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
      const { cases } = await import('../../src/store/schema.ts');
      // Closed meanwhile by another replica that knew nothing of reminders.
      await tx.update(cases).set({ status: 'closed' });
    });
    expect(await remindedAt('2026-11-25T08:30:00Z')).toEqual([]);
    expect(await desk.program.store.dueReminders(desk.clock.now(), 10)).toEqual([]);
  });
});

describe('the 72 hours of a data breach', () => {
  const BREACH = { type: 'data_breach' };
  const TOLD = { agency: 'ico', responseDue: '', peopleAffected: '12', risk: 'Low.' };

  it('are reminded of a day and six hours before they end, when they end, and then each school morning, by night too', async () => {
    await workedCase(BREACH);
    expect(await remindedAt('2026-11-12T09:59:00Z')).toEqual([]);
    // Everybody who can open the case: the lead whose case it is, and the deputy.
    const all = ['deputy: deadline', 'lead: deadline'];
    expect(await remindedAt('2026-11-12T10:00:00Z')).toEqual(all);
    expect(await remindedAt('2026-11-13T03:59:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-13T04:00:00Z')).toEqual(all);
    expect(await remindedAt('2026-11-13T10:00:00Z')).toEqual(all);
    expect(await remindedAt('2026-11-15T12:00:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-16T08:30:00Z')).toEqual([...all, 'thread']);
  });

  it('run over the weekend', async () => {
    desk.clock.set('2026-11-13T15:00:00Z');
    await workedCase(BREACH);
    expect(await remindedAt('2026-11-15T15:00:00Z')).toEqual(['deputy: deadline', 'lead: deadline']);
  });

  it('stop when the Commissioner was told, and a review that was set goes on', async () => {
    const data = await workedCase(BREACH);
    await takes(desk, 'lead', 'monitor', data);
    await takes(desk, 'lead', 'refer', data, TOLD);
    await settle();
    expect(await remindedAt('2026-11-13T10:00:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-24T08:30:00Z')).toEqual(['lead: review']);
  });

  it('stop when it turns out to be no breach, and do not begin again once the Commissioner was told', async () => {
    const data = await workedCase(BREACH);
    expect(await takes(desk, 'lead', 'assess', data, { type: 'account_misuse' })).toMatchObject({ deadlineAt: null });
    const again = await takes(desk, 'lead', 'assess', data, { type: 'data_breach', reason: 'It was one.' });
    expect(again.deadlineAt).toBe('2026-11-13T10:00:00.000Z');
    await takes(desk, 'lead', 'refer', data, TOLD);
    const told = await takes(desk, 'lead', 'assess', data, { type: 'data_breach', reason: 'Once more.' });
    expect(told.deadlineAt).toBeNull();
    await settle();
    expect(await remindedAt('2026-11-20T10:00:00Z')).toEqual([]);
  });
});

describe('a reminder', () => {
  it('is made up once after the program was down, and goes on from there', async () => {
    await giveTask(await workedCase(), '2026-11-12');
    await settle();
    // Down from Thursday morning to Monday noon.
    expect(await remindedAt('2026-11-16T12:00:00Z')).toEqual(['colleague: own task', 'thread']);
    expect(await remindedAt('2026-11-16T12:01:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-17T08:30:00Z')).toEqual(['colleague: own task', 'thread']);
  });

  it('is not repeated when the clock is set back', async () => {
    await giveTask(await workedCase(), '2026-11-12');
    await settle();
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['colleague: own task']);
    expect(await remindedAt('2026-11-12T07:30:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual([]);
    expect(await remindedAt('2026-11-13T08:30:00Z')).toEqual(['colleague: own task', 'thread']);
  });

  it('is sent once by two replicas that race', async () => {
    const data = await workedCase({ type: 'data_breach' });
    await giveTask(data, '2026-11-12');
    await takes(desk, 'lead', 'refer', data, { responseDue: '2026-11-12' });
    await settle();
    desk.clock.set('2026-11-12T10:00:00Z');
    const environment = readEnvironment({
      DATABASE_URL: desk.databaseUrl,
      ESAFETY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const other = await openProgram(environment, createLog('silent'), { clock: desk.clock });
    try {
      const runs = [desk.program.desk, other.desk, desk.program.desk, other.desk].map((each) => remindDue(each));
      expect((await Promise.all(runs)).reduce((sum, taken) => sum + taken, 0)).toBe(3);
      expect(await remindedAt('2026-11-12T10:00:00Z')).toEqual([
        'colleague: own task',
        'deputy: deadline',
        'lead: deadline',
        'lead: referral',
      ]);
    } finally {
      await other.close();
    }
  });

  it('that fails keeps no other waiting, and is sent at the next tick', async () => {
    const data = await workedCase();
    await giveTask(data, '2026-11-12');
    await takes(desk, 'lead', 'refer', data, { responseDue: '2026-11-12' });
    await settle();
    const { store } = desk.program;
    const { reminderOf } = store;
    store.reminderOf = (due) => (due.what === 'task' ? Promise.reject(new Error('broken row')) : reminderOf(due));
    expect(await remindedAt('2026-11-12T08:30:00Z')).toEqual(['lead: referral']);
    store.reminderOf = reminderOf;
    expect(await remindedAt('2026-11-12T08:31:00Z')).toEqual(['colleague: own task']);
  });

  it('says nothing of the case to whoever does the task', async () => {
    await giveTask(await workedCase({ what: 'Robin Invented wrote it.' }), '2026-11-12');
    await settle();
    desk.clock.set('2026-11-12T08:30:00Z');
    await remindDue(desk.program.desk);
    await desk.deliver();
    const [card] = only(desk.chat.toPerson('colleague'), 'task-card');
    expect(JSON.stringify(card)).not.toMatch(/Robin|ES-20/);
  });
});

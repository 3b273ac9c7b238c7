import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/core/events.ts';
import type { Reply } from '../../../src/core/replies.ts';
import { STEP_VALUES, sends, takes, workOf } from '../../support/case-steps.ts';
import { DEMO_SCHOOL, NO_CASE } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';
import { caseIn, openMatrixDesk, type StandingCase } from '../access/cases-in-every-status.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openMatrixDesk();
});
afterAll(() => desk.close());

const count = async (caseId: string): Promise<number> => {
  const query = sql`select 1 from chronology where case_id = ${caseId}::uuid`;
  return (await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(query))).length;
};

/** Sends a form without opening it first, so that several can be under way at once. */
const forges = (who: string, form: StepName, data: Record<string, string>, values: Record<string, string> = {}) =>
  desk.submits(
    who,
    form,
    { key: `race-${form}-${JSON.stringify(data)}`, ...data },
    { ...STEP_VALUES[form], ...values },
  );

describe('two at the same time', () => {
  it('close a case once: the other reads that it has changed', async () => {
    const { caseId } = await closable();
    const before = await count(caseId);
    const replies = await Promise.all(
      ['lead', 'deputy'].map((who) => forges(who, 'close', { case: caseId, key: `by-${who}` })),
    );
    const saved = replies.filter((reply) => reply.kind === 'replace' && reply.view.name === 'case-work');
    expect(saved).toHaveLength(1);
    expect(
      replies.map((reply) => (reply.kind === 'replace' && reply.view.name === 'desk-form' ? reply.view.problem : '')),
    ).toContain('not-now');
    expect(await count(caseId)).toBe(before + 1);
  });

  it('one form that arrives twice is written once, and both read the same', async () => {
    const { caseId } = await closable();
    const before = await count(caseId);
    const [first, second] = await Promise.all([1, 2].map(() => forges('lead', 'close', { case: caseId })));
    expect(shown(first as Reply, 'case-work').status).toBe('closed');
    expect(second).toEqual(first);
    expect(await count(caseId)).toBe(before + 1);
  });

  it('a task that is given while the case is being closed keeps it open, or comes too late', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { caseId } = await closable();
      const owner = await desk.personId('office');
      await Promise.all([
        forges('lead', 'close', { case: caseId }),
        forges('deputy', 'task', { case: caseId }, { owner }),
      ]);
      const work = await workOf(desk, 'lead', caseId);
      const open = work.tasks.filter(({ state }) => state === 'open').length;
      expect(work.status === 'closed' ? open : 0).toBe(0);
    }
  });

  it('take a case one after the other: whoever had it in between is told', async () => {
    const { caseId } = await caseIn(desk, false, 'assessing');
    await desk.deliver();
    desk.chat.sent.length = 0;
    await Promise.all(['deputy', 'head'].map((who) => desk.presses(who, 'take', { case: caseId })));
    const { owner } = await workOf(desk, 'lead', caseId);
    expect(['Staff deputy', 'Staff head']).toContain(owner);
    await desk.deliver();
    const told = ['lead', 'deputy', 'head'].filter((who) => only(desk.chat.toPerson(who), 'case-taken').length > 0);
    const takings = await countEntries(caseId, 'taken');
    expect(told).toHaveLength(takings);
    expect(told).not.toContain(owner?.replace('Staff ', ''));
  });

  it('the same button pressed twice takes it once', async () => {
    const { caseId } = await caseIn(desk, false, 'assessing');
    const replies = await Promise.all([1, 2].map(() => desk.presses('head', 'take', { case: caseId })));
    for (const reply of replies) expect(shown(reply, 'case-work').owner).toBe('Staff head');
    expect(await countEntries(caseId, 'taken')).toBe(1);
  });

  it('mark each of two cases as the other’s duplicate: one of them stays open', async () => {
    const [first, second] = [await unpursued(), await unpursued()];
    const marks = (here: StandingCase, there: StandingCase) =>
      forges('lead', 'link', { case: here.caseId }, { kind: 'duplicate-of', reference: there.reference });
    await Promise.all([marks(first, second), marks(second, first)]);
    await marks(first, second);
    await marks(second, first);
    const states = await Promise.all(
      [first, second].map(async ({ caseId }) => (await workOf(desk, 'lead', caseId)).status),
    );
    expect(states.filter((status) => status === 'closed')).toHaveLength(1);
  });

  async function countEntries(caseId: string, entry: string): Promise<number> {
    const query = sql`select 1 from chronology where case_id = ${caseId}::uuid and entry = ${entry}`;
    return (await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(query))).length;
  }

  /** A case in whose way to being closed nothing stands. */
  async function closable(): Promise<{ caseId: string }> {
    const item = await caseIn(desk, false, 'closed');
    await takes(desk, 'lead', 'reopen', { case: item.caseId });
    return item;
  }

  async function unpursued(): Promise<StandingCase> {
    const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
    return { reference, caseId: await desk.caseIdOf(reference) } as StandingCase;
  }
});

describe('a form that was open while the case changed', () => {
  it('is refused with its words once the case was closed', async () => {
    const item = await caseIn(desk, false, 'closed');
    await takes(desk, 'lead', 'reopen', { case: item.caseId });
    const form = shown(await desk.opens('deputy', 'monitor', { case: item.caseId }), 'desk-form');
    await takes(desk, 'lead', 'close', { case: item.caseId });
    const before = await count(item.caseId);
    const reply = await sends(desk, 'deputy', form, STEP_VALUES.monitor);
    expect(reply).toMatchObject({ view: { problem: 'not-now', values: STEP_VALUES.monitor } });
    expect(await count(item.caseId)).toBe(before);
  });

  it('is refused like one of no case once the case turned out to be about whoever fills it in', async () => {
    const { caseId } = await caseIn(desk, false, 'assessing');
    const form = shown(await desk.opens('deputy', 'note', { case: caseId }), 'desk-form');
    await takes(desk, 'lead', 'people', { case: caseId }, { what: 'adult', person: await desk.personId('deputy') });
    const before = await count(caseId);
    const reply = await sends(desk, 'deputy', form, { note: 'It was not me.' });
    const none = await sends(desk, 'deputy', { ...form, data: { case: NO_CASE } }, { note: 'It was not me.' });
    expect(reply).toEqual(none);
    expect(reply).toMatchObject({ view: { problem: 'not-served', values: { note: 'It was not me.' } } });
    expect(await count(caseId)).toBe(before);
  });

  it('is refused with its words once somebody else settled the task', async () => {
    const { taskId } = await caseIn(desk, false, 'assessing');
    const form = shown(await desk.opens('ict', 'finish-task', { task: taskId }), 'desk-form');
    await takes(desk, 'lead', 'finish-task', { task: taskId }, { state: 'not-needed' });
    const values = { state: 'done', result: 'Blocked it at ten.' };
    expect(await sends(desk, 'ict', form, values)).toMatchObject({ view: { problem: 'not-served', values } });
  });

  it('settles one’s own task once, and reads as saved when it arrives again', async () => {
    const { taskId, caseId } = await caseIn(desk, false, 'assessing');
    const form = shown(await desk.opens('ict', 'finish-task', { task: taskId }), 'desk-form');
    const before = await count(caseId);
    for (let times = 0; times < 2; times += 1)
      expect(await sends(desk, 'ict', form, { state: 'done', result: 'Blocked.' })).toMatchObject({
        view: { notice: 'task-saved' },
      });
    expect(await count(caseId)).toBe(before + 1);
    expect(await desk.opens('ict', 'finish-task', { task: taskId })).toMatchObject({ view: { notice: 'task-gone' } });
    const { chronology } = shown(await desk.presses('lead', 'view-case', { case: caseId }), 'case-detail');
    expect(chronology.at(-1)).toMatchObject({ entry: 'task-done', actor: 'Staff ict', text: 'Blocked.' });
  });

  it('opens no task to whom its case turned out to be about', async () => {
    const { caseId } = await caseIn(desk, false, 'assessing');
    const owner = await desk.personId('colleague');
    const { tasks } = await takes(desk, 'lead', 'task', { case: caseId }, { owner });
    const task = tasks.find((item) => item.owner === 'Staff colleague')?.taskId as string;
    await takes(desk, 'lead', 'people', { case: caseId }, { what: 'adult', person: owner });
    for (const data of [{ task }, { task: NO_CASE }]) {
      expect(await desk.presses('colleague', 'open-task', data)).toMatchObject({ view: { notice: 'task-gone' } });
      expect(await desk.opens('colleague', 'finish-task', data)).toMatchObject({ view: { notice: 'no-such-case' } });
    }
    expect(await desk.presses('colleague', 'my-tasks', {})).toMatchObject({ view: { tasks: [] } });
    await desk.deliver();
    expect(JSON.stringify(desk.chat.toPerson('colleague'))).not.toContain(task);
  });
});

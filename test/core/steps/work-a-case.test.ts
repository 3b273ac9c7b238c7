import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takes, workOf } from '../../support/case-steps.ts';
import { openSchool, takeReached } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

let desk: TestDesk;
const channel = 'teams:19:cases@thread.tacv2';

beforeAll(async () => {
  desk = await openSchool('milverton');
  await desk.addPlace(channel, ['head', 'dsl']);
  await desk.says('admin', '/esafety setup', {
    place: { kind: 'channel', key: channel, address: `address|${channel}` },
  });
});
afterAll(() => desk.close());

async function newCase(values: Record<string, string> = {}): Promise<string> {
  const { reference } = await desk.reports('teacher', { urls: '', ...values });
  await desk.deliver();
  desk.chat.sent.length = 0;
  return desk.caseIdOf(reference);
}

describe('working a case from its first step to its last', () => {
  it('takes every step, shows each in the thread as one short line, and keeps the card up to date', async () => {
    const caseId = await newCase({ type: 'cyberbullying', what: 'Zanzibarley wrote it.' });
    const data = { case: caseId };
    const head = await desk.personId('head');
    await desk.presses('dsl', 'acknowledge', data);
    expect(await takes(desk, 'dsl', 'assess', data)).toMatchObject({
      status: 'assessing',
      severity: 'concern',
      saved: true,
    });
    expect(await takes(desk, 'dsl', 'assign', data, { owner: head })).toMatchObject({ owner: 'Staff head' });
    const office = await desk.personId('office');
    const withTask = await takes(desk, 'dsl', 'task', data, { owner: office });
    expect(withTask).toMatchObject({ status: 'actions_open', tasks: [{ kind: 'office', state: 'open', seen: false }] });
    const task = withTask.tasks[0]?.taskId as string;
    expect(await takes(desk, 'head', 'finish-task', { task })).toMatchObject({ tasks: [{ state: 'done' }] });
    for (const { stepId } of (await workOf(desk, 'dsl', caseId)).checklist.filter(({ state }) => state === 'waiting'))
      await takes(desk, 'dsl', 'check', { ...data, step: stepId });
    const referred = await takes(desk, 'dsl', 'refer', data);
    expect(referred).toMatchObject({ status: 'referred', referrals: [{ agency: 'early_help', answered: false }] });
    const referral = referred.referrals[0]?.referralId as string;
    expect(await takes(desk, 'dsl', 'answer', { ...data, referral })).toMatchObject({
      referrals: [{ answered: true }],
    });
    expect(await takes(desk, 'dsl', 'monitor', data)).toMatchObject({ status: 'monitoring' });
    expect(await takes(desk, 'dsl', 'close', data)).toMatchObject({ status: 'closed', outcome: 'support_in_school' });
    expect(await takes(desk, 'dsl', 'reopen', data)).toMatchObject({ status: 'assessing', outcome: null });
    await desk.deliver();
    const lines = only(desk.chat.posted(), 'thread-line').map(({ line }) => line);
    expect(lines).toEqual([
      'acknowledged',
      'assessed',
      'assigned',
      'task-added',
      'task-done',
      'check-done',
      'check-done',
      'referred',
      'referral-answered',
      'monitoring',
      'closed',
      'reopened',
    ]);
    expect(JSON.stringify(desk.chat.posted())).not.toMatch(/Zanzibarley|friends again|trip list/);
    expect(only(desk.chat.posted(), 'case-card').at(-1)).toMatchObject({ status: 'assessing' });
    const updates = only(desk.chat.toPerson('teacher'), 'reporter-update').map(({ update }) => update);
    expect(updates).toEqual(['seen', 'handled', 'closed']);
    const detail = shown(await desk.presses('dsl', 'view-case', data), 'case-detail');
    expect(detail.chronology.map(({ entry }) => entry)).toContain('referred');
    expect(takeReached(desk)).toContain('office');
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { escalateDue } from '../../src/core/incidents/escalate.ts';
import { lastOf, openPlaygroundDesk, type PlaygroundDesk, REPORT, readOutcome } from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterEach(() => desk.playground.faults.clear());
afterAll(() => desk.close());

const isPosted = (reference: string): number =>
  desk.posted().filter(({ summary }) => summary === `${reference}: please acknowledge`).length;
const alertsOf = (reference: string): number =>
  desk.personal('Dana').filter(({ summary }) => summary?.startsWith(reference)).length;

describe('messages that Teams does not take at once', () => {
  it('are shown as not delivered when they answer a typed command, and leave when it is typed again', async () => {
    const before = desk.personal('Olive').length;
    desk.playground.faults.next({ status: 500, method: 'POST' });
    const { bot } = await desk.as('Olive').say({ conversation: 'personal', text: '/esafety report' });
    expect(bot?.status).toBe(503);
    expect(desk.as('Olive').conversation('personal').messages.at(-1)?.delivered).toBe(false);
    await desk.as('Olive').say({ conversation: 'personal', text: '/esafety report' });
    expect(desk.personal('Olive')).toHaveLength(before + 1);
  });

  it.each([
    ['429', { status: 429, retryAfterSeconds: 90 }, 91],
    ['500', { status: 500 }, 5],
    ['503', { status: 503 }, 5],
    ['a dropped connection', { status: 0 }, 5],
  ])('leave later after %s, once', async (_, fault, waitSeconds) => {
    const messageId = await desk.openForm('Tess');
    desk.playground.faults.next({ ...fault, method: 'POST' });
    desk.playground.faults.next({ ...fault, method: 'POST' });
    const outcome = await desk.as('Tess').pressAction({ activityId: messageId, action: 'Send', inputs: REPORT });
    const reference = /ES-2026-\d{4}/.exec(readOutcome(outcome))?.[0] ?? '';
    await desk.delivered();
    expect(desk.playground.faults.pending).toBe(0);
    expect(isPosted(reference) + alertsOf(reference)).toBe(0);
    if (waitSeconds > 60) {
      desk.clock.forwardMinutes(1);
      await desk.delivered();
      expect(isPosted(reference) + alertsOf(reference)).toBe(0);
    }
    desk.clock.forwardMinutes(waitSeconds / 60);
    desk.clock.forwardMinutes(1);
    await desk.delivered();
    expect(isPosted(reference)).toBe(1);
    expect(alertsOf(reference)).toBe(1);
  });

  it('are told to the next in line when somebody cannot be written to at all', async () => {
    await desk.playground.uninstall(desk.accountOf('Dana'));
    const { reference } = await desk.report('Tess');
    await desk.delivered();
    expect(alertsOf(reference)).toBe(0);
    await escalateDue(desk.demo.started.program.desk);
    await desk.delivered();
    expect(lastOf(desk.personal('Dev')).summary).toContain(reference);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

async function detailOf(at: string, values: Record<string, string>) {
  desk.clock.set(at);
  const { reference } = await desk.reports('teacher', values);
  return shown(await desk.presses('lead', 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

describe('when it happened', () => {
  it('is the day at the school where the time is not known', async () => {
    // Half past midnight in summer time: in UTC it is still the day before.
    const detail = await detailOf('2026-06-22T23:30:00Z', { date: '2026-06-23', time: '' });
    expect(detail).toMatchObject({ occurred: '2026-06-23', reportedLate: false });
  });

  it.each([
    ['2026-11-10T08:00:00Z', '', false],
    ['2026-11-11T22:00:00Z', '', false],
    ['2026-11-12T08:00:00Z', '', true],
    ['2026-11-11T09:00:00Z', '09:15', false],
    ['2026-11-11T09:30:00Z', '09:15', true],
  ])('reported at %s, what happened on 10 November at "%s" is late: %s', async (at, time, late) => {
    const values = { date: '2026-11-10', time };
    expect((await detailOf(at, values)).reportedLate).toBe(late);
  });
});

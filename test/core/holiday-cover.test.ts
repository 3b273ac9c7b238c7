import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/config/load-profile.ts';
import { openTestDesk, type TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  const [demo] = loadProfile('examples/demo-school.yaml').profiles;
  if (!demo) throw new Error('the demo school does not load');
  desk = await openTestDesk({
    profiles: [{ ...demo, holiday_cover: { roles: ['head'] } }],
    people: [
      { who: 'teacher', roles: ['class_teacher'] },
      { who: 'lead', roles: ['dsl'] },
      { who: 'head', roles: ['head'] },
    ],
  });
});
afterAll(() => desk.close());

const reasons = (who: string) =>
  desk.chat.toPerson(who).flatMap((view) => (view.name === 'case-card' ? [view.reason] : []));

describe('holiday cover', () => {
  it('tells those of the holiday cover first, between the terms alone', async () => {
    desk.clock.set('2026-10-27T10:00:00Z');
    await desk.reports('teacher', { date: '2026-10-27', time: '' });
    await desk.deliver();
    expect(reasons('head')).toEqual(['on-duty']);
    expect(reasons('lead')).toEqual(['place-not-used']);

    desk.chat.sent.length = 0;
    desk.clock.set('2026-11-14T10:00:00Z'); // a Saturday in term
    await desk.reports('teacher', { date: '2026-11-14', time: '' });
    await desk.deliver();
    expect(reasons('lead')).toEqual(['on-duty']);
    expect(reasons('head')).toEqual([]);
  });
});

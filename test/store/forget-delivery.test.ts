import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({
    profiles: ['examples/demo-school.yaml'],
    people: [{ who: 'teacher', roles: ['staff'] }],
  });
});
afterAll(() => desk.close());

it('handles a delivery again after it was forgotten, because nobody had been answered', async () => {
  expect((await desk.says('teacher', 'report', { eventId: 'one' })).kind).toBe('show');
  expect((await desk.says('teacher', 'report', { eventId: 'one' })).kind).toBe('nothing');
  await desk.program.store.forgetDelivery(desk.origin('teacher', undefined, 'one'));
  expect((await desk.says('teacher', 'report', { eventId: 'one' })).kind).toBe('show');
});

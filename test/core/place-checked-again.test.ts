import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDemoDesk } from '../support/demo-school.ts';
import { clearMessages } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only } from '../support/views.ts';

const CHANNEL = 'teams:19:dsl-team-cases@thread.tacv2';
const TEAM = ['lead', 'deputy', 'head'];

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.addPlace(CHANNEL, TEAM);
  await clearMessages(desk);
});

async function postedCase(): Promise<string> {
  const { reference } = await desk.reports('teacher');
  await desk.deliver();
  expect(only(desk.chat.posted(), 'case-card').map((view) => view.reference)).toContain(reference);
  desk.chat.sent.length = 0;
  return desk.caseIdOf(reference);
}

async function addNote(caseId: string, key: string): Promise<void> {
  await desk.submits('lead', 'note', { case: caseId, key: `${caseId}-${key}` }, { note: 'A note.' });
  await desk.deliver();
}

describe('a case that was posted before somebody joined its channel', () => {
  it('gets its lines and its new state while everybody there may know of it', async () => {
    const caseId = await postedCase();
    await addNote(caseId, 'a');
    await desk.presses('lead', 'acknowledge', { case: caseId });
    await desk.deliver();
    expect(desk.chat.posted().map(({ name }) => name)).toEqual(['thread-line', 'thread-line', 'case-card']);
  });

  it('gets neither line nor new state once a stranger is there, and those with access are told once', async () => {
    const caseId = await postedCase();
    await desk.addPlace(CHANNEL, [...TEAM, 'guest-of-somebody']);
    desk.chat.sent.length = 0;
    await addNote(caseId, 'a');
    await addNote(caseId, 'b');
    await desk.presses('lead', 'acknowledge', { case: caseId });
    await desk.deliver();
    expect(desk.chat.posted()).toEqual([]);
    const told = only(desk.chat.toPerson('lead'), 'place-stopped');
    expect(told).toMatchObject([{ why: 'stranger', caseId }]);
  });

  it('gets nothing while the list of members cannot be read, and the reason is told by itself', async () => {
    const caseId = await postedCase();
    desk.chat.places.delete(CHANNEL);
    await addNote(caseId, 'a');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      desk.clock.forwardMinutes(2);
      await desk.deliver();
    }
    expect(desk.chat.posted()).toEqual([]);
    expect(only(desk.chat.toPerson('lead'), 'place-stopped')).toMatchObject([{ why: 'unreachable' }]);
    await desk.addPlace(CHANNEL, [...TEAM, 'guest-of-somebody']);
    await addNote(caseId, 'b');
    expect(only(desk.chat.toPerson('lead'), 'place-stopped').map(({ why }) => why)).toEqual([
      'unreachable',
      'stranger',
    ]);
  });

  it('tells of a second stranger on another day, too', async () => {
    const caseId = await postedCase();
    await desk.addPlace(CHANNEL, [...TEAM, 'guest-of-somebody']);
    await addNote(caseId, 'a');
    await desk.addPlace(CHANNEL, TEAM);
    desk.clock.forwardMinutes(24 * 60);
    await addNote(caseId, 'b');
    await desk.addPlace(CHANNEL, [...TEAM, 'another-guest']);
    await addNote(caseId, 'c');
    expect(only(desk.chat.toPerson('lead'), 'place-stopped').map(({ why }) => why)).toEqual(['stranger', 'stranger']);
  });

  it('is brought up to date once the channel is right again, and until then nobody is told twice', async () => {
    const caseId = await postedCase();
    await desk.addPlace(CHANNEL, [...TEAM, 'guest-of-somebody']);
    desk.chat.sent.length = 0;
    await desk.presses('lead', 'acknowledge', { case: caseId });
    await desk.deliver();
    desk.clock.forwardMinutes(15);
    await desk.deliver();
    expect(desk.chat.posted()).toEqual([]);
    await desk.addPlace(CHANNEL, TEAM);
    desk.chat.sent.length = 0;
    desk.clock.forwardMinutes(30);
    await desk.deliver();
    const cards = () => only(desk.chat.posted(), 'case-card').filter((card) => card.caseId === caseId);
    expect(cards()).toMatchObject([{ status: 'acknowledged' }]);
    desk.clock.forwardMinutes(24 * 60);
    await desk.deliver();
    expect(cards()).toHaveLength(1);
    expect(only(desk.chat.toPerson('lead'), 'place-stopped')).toEqual([]);
  });

  it('is judged by the channel it was posted in, not by the one that is used now', async () => {
    const caseId = await postedCase();
    const other = await desk.addPlace('teams:19:other@thread.tacv2', TEAM);
    await desk.says('admin', '/esafety setup', { place: other });
    await desk.addPlace(CHANNEL, [...TEAM, 'guest-of-somebody']);
    desk.chat.sent.length = 0;
    await addNote(caseId, 'a');
    expect(desk.chat.posted()).toEqual([]);
  });
});

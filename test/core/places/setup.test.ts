import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlaceRef } from '../../../src/core/events.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import { clearMessages } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

const KEY = 'teams:19:new-channel@thread.tacv2';

let desk: TestDesk;
let place: PlaceRef;

beforeAll(async () => {
  desk = await openDemoDesk();
  place = await desk.addPlace(KEY, ['lead', 'admin']);
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

const setUp = (who: string, where: PlaceRef = place) => desk.says(who, '/esafety setup', { place: where });

function letIn(...members: string[]): void {
  desk.chat.places.set(
    KEY,
    members.map(
      (who) =>
        desk.chat.accounts.get(who) ?? { accountId: who, email: `${who}@elsewhere.example`, guest: false, app: false },
    ),
  );
}

async function postedAfterReport(): Promise<string[]> {
  await clearMessages(desk);
  await desk.reports('teacher');
  await desk.deliver();
  return desk.chat.posted().map((view) => view.name);
}

describe('naming the case channel', () => {
  it('is for administrators alone: not even for the DSL or the head', async () => {
    for (const who of ['teacher', 'lead', 'head', 'chair', 'ict']) {
      expect(await setUp(who), who).toMatchObject({ view: { notice: 'not-allowed' } });
    }
    expect(await postedAfterReport()).toEqual([]);
  });

  it('is done in the channel, not in one’s own chat', async () => {
    expect(await desk.says('admin', 'setup')).toMatchObject({ view: { notice: 'setup-needs-channel' } });
  });

  it('says so when the channel cannot be read', async () => {
    const unknown: PlaceRef = { kind: 'channel', key: 'teams:19:gone@thread.tacv2', address: 'gone' };
    expect(await setUp('admin', unknown)).toMatchObject({ view: { notice: 'setup-unreachable' } });
    letIn();
    expect(await setUp('admin')).toMatchObject({ view: { notice: 'setup-unreachable' } });
  });

  it('asks the administrator to leave, and posts nothing while he is a member', async () => {
    letIn('lead', 'deputy', 'admin');
    const view = shown(await setUp('admin'), 'setup');
    expect(view).toMatchObject({ leaveYourself: true, strangers: [], members: 3 });
    expect(wordsOf(view)).toContain('Please leave the channel yourself');
    expect(await postedAfterReport()).toEqual([]);
    letIn('lead', 'deputy');
    expect(await postedAfterReport()).toEqual(['case-card']);
  });

  it('names every stranger: staff without access, leavers, guests, apps and people unknown', async () => {
    desk.chat.accounts.set('guest', { accountId: 'guest', email: 'guest@elsewhere.example', guest: true, app: false });
    desk.chat.accounts.set('robot', { accountId: 'robot', email: null, guest: false, app: true });
    letIn('lead', 'teacher', 'guest', 'robot', 'unknown');
    const view = shown(await setUp('admin'), 'setup');
    expect(view.strangers).toEqual(['Staff teacher', 'guest@elsewhere.example', 'an app', 'unknown@elsewhere.example']);
    expect(view.leaveYourself).toBe(false);
    expect(wordsOf(view)).toContain('Nothing will be posted there while these people or apps are members');
    expect(await postedAfterReport()).toEqual([]);
  });

  it('is checked again before every post: a stranger who comes later stops it', async () => {
    letIn('lead', 'deputy');
    expect(shown(await setUp('admin'), 'setup')).toMatchObject({ strangers: [], members: 2 });
    expect(await postedAfterReport()).toEqual(['case-card']);
    letIn('lead', 'deputy', 'teacher');
    expect(await postedAfterReport()).toEqual([]);
    expect(desk.chat.toPerson('lead').map((view) => view.name)).toEqual(
      expect.arrayContaining(['case-card', 'place-stopped']),
    );
    expect(desk.chat.toPerson('deputy')).toMatchObject([{ name: 'case-card', reason: 'place-not-used' }]);
    expect(desk.chat.toPerson('teacher')).toEqual([]);
  });
});

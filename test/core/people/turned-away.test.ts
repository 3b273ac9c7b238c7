import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/core/events.ts';
import { ChatError } from '../../../src/core/ports.ts';
import type { Reply } from '../../../src/core/replies.ts';
import { loadStaff } from '../../../src/load-staff.ts';
import { DEMO_SCHOOL, DEMO_STAFF, NO_CASE, openDemoDesk } from '../../support/demo-school.ts';
import { staffRow } from '../../support/staff-rows.ts';
import { type TestDesk, VALID_REPORT } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk({
    people: [...DEMO_STAFF, { who: 'leaver', roles: ['dsl'], endsOn: '2026-11-10' }],
  });
});
afterAll(() => desk.close());

async function everyDoor(who: string): Promise<Reply[]> {
  return [
    await desk.says(who, '/esafety report'),
    await desk.says(who, 'mine'),
    await desk.says(who, 'setup'),
    await desk.says(who, 'help'),
    await desk.opens(who, 'report'),
    await desk.opens(who, 'quick-report'),
    await desk.opens(who, 'note', { case: NO_CASE }),
    await desk.submits(who, 'report', { key: 'k' }, VALID_REPORT),
    await desk.submits(who, 'note', { case: NO_CASE, key: 'k' }, { note: 'A note.' }),
    await desk.presses(who, 'view-case', { case: NO_CASE }),
    await desk.presses(who, 'acknowledge', { case: NO_CASE }),
    await desk.presses(who, 'confirm-request', { request: NO_CASE }),
  ];
}

function expectTurnedAway(replies: Reply[], reason: string): void {
  for (const reply of replies) {
    if (reason !== 'guest' && reply.kind === 'replace') {
      expectWordsKept(reply);
      continue;
    }
    const view = shown(reply, 'emergency');
    expect(view.reason).toBe(reason);
    const words = wordsOf(view);
    for (const text of ['999', '01632 960101', 'NOT saved', 'the school office, 01632 960100'])
      expect(words).toContain(text);
    expect(words).not.toMatch(/Staff |ES-/);
  }
}

/** A form that was open when its account ceased to be served: every word, whom to ring, and nobody's name. */
function expectWordsKept(reply: Extract<Reply, { kind: 'replace' }>): void {
  const { view } = reply;
  if (view.name !== 'report-form' && view.name !== 'desk-form') throw new Error(`expected a form but got ${view.name}`);
  expect(view.problem).toBe('not-served');
  expect(view.values).toEqual(view.name === 'report-form' ? VALID_REPORT : { note: 'A note.' });
  for (const text of ['999', '01632 960101', 'NOT saved']) expect(wordsOf(view)).toContain(text);
  expect(wordsOf(view)).not.toMatch(/Staff |ES-/);
}

describe('somebody who cannot be served', () => {
  it('unknown: reads whom to ring and whom to ask, at every door', async () => {
    expectTurnedAway(await everyDoor('nobody'), 'unknown');
  });

  it('known by nothing but a display name: stays unknown', async () => {
    desk.chat.accounts.set('Staff lead', { accountId: 'Staff lead', email: null, guest: false, app: false });
    expectTurnedAway(await everyDoor('Staff lead'), 'unknown');
  });

  it('a guest: the same, even with the address of a member of staff', async () => {
    desk.chat.accounts.set('guest', { accountId: 'guest', email: 'lead@school.example', guest: true, app: false });
    expectTurnedAway(await everyDoor('guest'), 'guest');
  });

  it('a second account with the address of somebody who has one: stays unknown', async () => {
    desk.chat.accounts.set('second', { accountId: 'second', email: 'lead@school.example', guest: false, app: false });
    expectTurnedAway(await everyDoor('second'), 'unknown');
  });

  it('somebody who has not begun yet: is not served before the first day, and is from then on', async () => {
    const row = staffRow(DEMO_SCHOOL, 'newcomer', ['class_teacher'], { startsOn: '2026-11-11' });
    const [profile] = desk.profiles;
    if (!profile) throw new Error('no school');
    await loadStaff(desk.program, profile, [row], { dryRun: false });
    desk.chat.accounts.set('newcomer', { accountId: 'newcomer', email: row.email, guest: false, app: false });
    expectTurnedAway([await desk.says('newcomer', 'report')], 'unknown');
    desk.clock.set('2026-11-11T08:00:00Z');
    expect(shown(await desk.says('newcomer', 'report'), 'report-form').problem).toBeNull();
    desk.clock.set('2026-11-10T10:00:00Z');
  });

  it('a leaver: is served until midnight of the last day, then turned away and told nothing more', async () => {
    const { reference } = await desk.reports('teacher');
    await desk.deliver();
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('leaver', 'view-case', data)).toMatchObject({ view: { name: 'case-detail' } });
    desk.clock.set('2026-11-11T00:00:00Z');
    const answers = await everyDoor('leaver');
    // A form that was still open yesterday comes back with its words, and says that they were not saved.
    expect(answers.filter(({ kind }) => kind === 'replace')).toHaveLength(2);
    expectTurnedAway([...answers, await desk.presses('leaver', 'view-case', data)], 'left');
    desk.chat.sent.length = 0;
    desk.clock.set('2026-11-11T10:00:00Z');
    await desk.reports('teacher');
    for (let run = 0; run < 4; run += 1) {
      await desk.tick();
      desk.clock.forwardMinutes(60);
    }
    expect(desk.chat.toPerson('leaver')).toEqual([]);
  });

  it('somebody made a guest, or removed: opens no case any more, from two minutes later at the latest', async () => {
    const { reference } = await desk.reports('teacher');
    const data = { case: await desk.caseIdOf(reference) };
    const opens = async () => (await desk.presses('lead', 'view-case', data)) as { view: { name: string } };
    const account = desk.chat.accounts.get('lead');
    if (!account) throw new Error('no account');
    expect((await opens()).view.name).toBe('case-detail');
    desk.chat.accounts.set('lead', { ...account, guest: true });
    desk.clock.forwardMinutes(3);
    expect(shown((await opens()) as Reply, 'emergency').reason).toBe('guest');
    // Nor by any other door that leads to cases; a note in hand keeps its words, and reporting stays open.
    for (const action of ['acknowledge', 'cases', 'confirm-request'] as const)
      expect(shown(await desk.presses('lead', action, data), 'emergency').reason).toBe('guest');
    expect(shown(await desk.opens('lead', 'note', data), 'emergency').reason).toBe('guest');
    expect(await desk.event({ kind: 'home', origin: desk.origin('lead') })).toMatchObject({
      view: { reason: 'guest' },
    });
    const note = await desk.submits('lead', 'note', { ...data, key: 'n' }, { note: 'A note.' });
    expect(note).toMatchObject({ view: { problem: 'not-served', values: { note: 'A note.' } } });
    expect((await desk.reports('lead')).reference).toMatch(/^ES-/);
    desk.chat.accounts.delete('lead');
    desk.clock.forwardMinutes(3);
    expect((await opens()).view.name).toBe('emergency');
    desk.chat.accounts.set('lead', account);
    desk.clock.forwardMinutes(3);
    // The lead must not be kept from a case by an outage of the platform.
    const { findMember } = desk.chat;
    desk.chat.findMember = async () => {
      throw new ChatError('unavailable');
    };
    expect((await opens()).view.name).toBe('case-detail');
    desk.chat.findMember = findMember;
  });

  it('somebody in a workspace that belongs to no school: reads the emergency text without any school’s numbers', async () => {
    const origin: Origin = { ...desk.origin('teacher'), workspaceId: '99999999-0000-4000-8000-000000000000' };
    const reply = await desk.event({ kind: 'command', origin, text: 'report', hasAttachment: false });
    const view = shown(reply, 'emergency');
    expect(view.reason).toBe('not-set-up');
    expect(wordsOf(view)).toContain('999');
    expect(wordsOf(view)).not.toContain('01632');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/core/store-port.ts';
import { auditEntries } from '../../src/store/schema.ts';
import { DEMO_SCHOOL, openDemoDesk, sendAway } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk();
});
afterEach(() => desk.close());

const sendsPicture = (who: string, more: { eventId?: string; channel?: boolean } = {}) =>
  desk.says(who, 'look at this: Robin', {
    hasAttachment: true,
    ...(more.eventId ? { eventId: more.eventId } : {}),
    ...(more.channel ? { place: { kind: 'channel' as const, key: 'teams:19:staff', address: 'staff' } } : {}),
  });
async function told(): Promise<string[]> {
  await desk.deliver();
  return desk.chat.sent
    .filter(({ view }) => view.name === 'image-alert')
    .map(({ to, target }) => `${to} ${target}`)
    .sort();
}

describe('a picture sent to the app', () => {
  it('tells the sender to stop, and the safeguarding team who sent it, where and when', async () => {
    const reply = await sendsPicture('teacher');
    const notice = shown(reply, 'notice');
    expect(notice.notice).toBe('image-not-kept');
    expect(wordsOf(notice)).toMatch(/do not delete it/);
    expect(await told()).toEqual(['person deputy', 'person lead']);
    const [view] = only(desk.chat.toPerson('lead'), 'image-alert');
    if (!view) throw new Error('the lead was not told');
    expect(view).toMatchObject({ who: 'Staff teacher', where: 'personal', at: '2026-11-10T10:00:00.000Z' });
    expect(wordsOf(view)).toContain('Staff teacher');
    expect(wordsOf(view)).not.toContain('Robin');
    // A locked screen shows nobody's name.
    expect(notificationOf(view)).not.toContain('Staff');
  });

  it('in a place says so', async () => {
    await sendsPicture('teacher', { channel: true });
    expect(await told()).toEqual(['person deputy', 'person lead']);
    expect(only(desk.chat.toPerson('lead'), 'image-alert')[0]?.where).toBe('place');
  });

  it('is told once for each delivery', async () => {
    await sendsPicture('teacher', { eventId: 'one' });
    await sendsPicture('teacher', { eventId: 'one' });
    expect(await told()).toEqual(['person deputy', 'person lead']);
    await sendsPicture('teacher', { eventId: 'two' });
    expect(await told()).toHaveLength(4);
    const audit = await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.select().from(auditEntries));
    expect(audit.filter(({ action }) => action === 'image.refused')).toHaveLength(2);
  });

  it('by one of the team is told to the others', async () => {
    await sendsPicture('lead');
    expect(await told()).toEqual(['person deputy']);
  });

  it('is told to nobody who is away, and to the head where nobody of the team is there', async () => {
    await sendAway(desk, 'lead', 60);
    await sendsPicture('teacher', { eventId: 'one' });
    expect(await told()).toEqual(['person deputy']);
    desk.chat.sent.length = 0;
    await sendsPicture('deputy', { eventId: 'two' });
    expect(await told()).toEqual(['person head']);
  });

  it('is told to the team all the same where everybody is away', async () => {
    for (const who of ['lead', 'deputy', 'head']) await sendAway(desk, who, 60);
    await sendsPicture('teacher');
    expect(await told()).toEqual(['person deputy', 'person head', 'person lead']);
  });

  it('still tells the sender to stop where the alert could not be saved', async () => {
    desk.program.store.noteImage = () => Promise.reject(new StoreUnavailable());
    expect(await sendsPicture('teacher')).toMatchObject({ view: { notice: 'image-not-kept' } });
    expect(await told()).toEqual([]);
  });
});

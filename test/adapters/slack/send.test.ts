import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeMessage, encodePlace } from '../../../adapters/slack/refs.ts';
import type { Origin } from '../../../src/core/events.ts';
import { ChatError } from '../../../src/core/ports.ts';
import type { NoticeView } from '../../../src/core/views.ts';
import { openSlackDesk, type SlackDesk } from './desk.ts';
import type { ApiAnswer } from './fake-web-api.ts';

const VIEW: NoticeView = { name: 'notice', notice: 'step-saved' };
const PLACE = encodePlace({ teamId: 'T1', kind: 'channel', channelId: 'C1' });
const account = (personalAddress: string | null = null) => ({ workspaceId: 'T1', accountId: 'U1', personalAddress });
const personal = (channelId?: string) =>
  encodePlace({ teamId: 'T1', kind: 'personal', userId: 'U1', ...(channelId ? { channelId } : {}) }).address;

async function failureOf(work: Promise<unknown>): Promise<{ failure: string; retryAfterSeconds: number | null }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ChatError) return { failure: error.failure, retryAfterSeconds: error.retryAfterSeconds };
    throw error;
  }
  throw new Error('it did not fail');
}

describe('the chat port on Slack', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    desk.api.calls.length = 0;
    desk.api.answer('chat.postMessage', ({ channel }) => ({ ok: true, channel, ts: '7.1' }));
  });

  it('writes 1:1 into the chat it opens, and remembers it', async () => {
    const sent = await desk.adapter.chat.sendToPerson(account(), VIEW);
    expect(desk.api.callsOf('conversations.open')).toMatchObject([{ users: 'U1' }]);
    expect(desk.api.callsOf('chat.postMessage')).toMatchObject([
      { channel: 'DU1', unfurl_links: 'false', unfurl_media: 'false' },
    ]);
    expect(sent).toEqual({
      message: encodeMessage({ teamId: 'T1', channelId: 'DU1', ts: '7.1' }),
      personalAddress: personal('DU1'),
    });
    await desk.adapter.chat.sendToPerson(account(sent.personalAddress), VIEW);
    expect(desk.api.callsOf('conversations.open')).toHaveLength(1);
    await desk.adapter.chat.sendToPerson(account(personal()), VIEW);
    expect(desk.api.callsOf('conversations.open')).toHaveLength(1);
    expect(desk.api.callsOf('chat.postMessage').map(({ channel }) => channel)).toEqual(['DU1', 'DU1', 'DU1']);
  });

  it('opens the 1:1 chat anew where the remembered one is gone', async () => {
    desk.api.answer('chat.postMessage', ({ channel }) =>
      channel === 'DOLD' ? { ok: false, error: 'channel_not_found' } : { ok: true, channel, ts: '8.1' },
    );
    const sent = await desk.adapter.chat.sendToPerson(account(personal('DOLD')), VIEW);
    expect(sent.personalAddress).toBe(personal('DU1'));
  });

  it('posts, answers below and edits', async () => {
    const root = await desk.adapter.chat.postToPlace(PLACE, VIEW);
    expect(root).toBe(encodeMessage({ teamId: 'T1', channelId: 'C1', ts: '7.1' }));
    const below = await desk.adapter.chat.replyInThread(root, VIEW);
    await desk.adapter.chat.replyInThread(below, VIEW);
    expect(desk.api.callsOf('chat.postMessage').map(({ thread_ts }) => thread_ts)).toEqual([undefined, '7.1', '7.1']);
    await desk.adapter.chat.edit(root, VIEW);
    expect(desk.api.callsOf('chat.update')).toMatchObject([{ channel: 'C1', ts: '7.1' }]);
  });

  it.each<[string, ApiAnswer, string]>([
    ['a 5xx', { httpStatus: 503 }, 'unavailable'],
    ['a dropped connection', { httpStatus: 0 }, 'unavailable'],
    ['internal_error', { ok: false, error: 'internal_error' }, 'unavailable'],
    ['invalid_auth', { ok: false, error: 'invalid_auth' }, 'unavailable'],
    ['not_in_channel', { ok: false, error: 'not_in_channel' }, 'refused'],
    ['missing_scope', { ok: false, error: 'missing_scope' }, 'refused'],
    ['restricted_action', { ok: false, error: 'restricted_action' }, 'refused'],
    ['channel_not_found', { ok: false, error: 'channel_not_found' }, 'gone'],
    ['is_archived', { ok: false, error: 'is_archived' }, 'gone'],
    ['invalid_blocks', { ok: false, error: 'invalid_blocks' }, 'invalid'],
    ['an error of a new name', { ok: false, error: 'something_new' }, 'invalid'],
    ['a 403', { httpStatus: 403 }, 'refused'],
  ])('%s is a failure of its kind', async (_, answer, failure) => {
    desk.api.answer('chat.postMessage', () => answer);
    expect(await failureOf(desk.adapter.chat.postToPlace(PLACE, VIEW))).toEqual({ failure, retryAfterSeconds: null });
    expect(desk.api.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('a rate limit says for how long, and is not tried again here', async () => {
    desk.api.answer('chat.postMessage', () => ({ httpStatus: 429, headers: { 'retry-after': '30' } }));
    const failed = await failureOf(desk.adapter.chat.postToPlace(PLACE, VIEW));
    expect(failed).toEqual({ failure: 'rate-limited', retryAfterSeconds: 30 });
    expect(desk.api.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('what is not its own is never sent anywhere', async () => {
    expect((await failureOf(desk.adapter.chat.edit('teams-message:1:abc', VIEW))).failure).toBe('invalid');
    const nowhere = { ...PLACE, address: personal() };
    expect((await failureOf(desk.adapter.chat.postToPlace(nowhere, VIEW))).failure).toBe('invalid');
    expect(desk.api.calls).toEqual([]);
  });
});

describe('the members of a channel', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await openSlackDesk();
    desk.api.answer('users.info', ({ user }) => ({ ok: true, user: { id: user, ...PEOPLE[user ?? ''] } }));
  });
  const list = (members: string[], next = '') => ({ ok: true, members, response_metadata: { next_cursor: next } });
  const PEOPLE: Record<string, object> = {
    U1: { team_id: 'T1', profile: { email: 'Dana.Lead@School.example' } },
    U2: { team_id: 'T1', is_restricted: true, profile: { email: 'guest@x.example' } },
    U3: { team_id: 'T9', profile: { email: 'elsewhere@x.example' } },
    U4: { team_id: 'T1', is_bot: true, profile: {} },
    U5: { team_id: 'T1', deleted: true, profile: {} },
    U6: { team_id: 'T9', is_stranger: true, profile: {} },
    U7: { team_id: 'E1', enterprise_user: { teams: ['T1', 'T2'] }, profile: { email: 'head@school.example' } },
  };

  it('are read over all pages, without the bot and without accounts that are switched off', async () => {
    desk.api.answer('conversations.members', ({ cursor }) =>
      cursor ? list(['U4', 'U5', 'U6', 'U7']) : list(['U1', 'UBOT', 'U2', 'U3'], 'next'),
    );
    const plainMember = { guest: false, app: false };
    expect(await desk.adapter.chat.listMembers(PLACE)).toEqual([
      { ...plainMember, accountId: 'U1', email: 'dana.lead@school.example' },
      { ...plainMember, accountId: 'U2', email: 'guest@x.example', guest: true },
      { ...plainMember, accountId: 'U3', email: 'elsewhere@x.example', guest: true },
      { ...plainMember, accountId: 'U4', email: null, app: true },
      { ...plainMember, accountId: 'U6', email: null, guest: true },
      { ...plainMember, accountId: 'U7', email: 'head@school.example' },
    ]);
    await desk.close();
  });

  it('are looked up once in a few minutes, and somebody who cannot be seen is a stranger', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    desk.api.answer('conversations.members', () => list(['U1', 'UGONE']));
    desk.api.answer('users.info', ({ user }) =>
      user === 'U1' ? { ok: true, user: { id: 'U1', profile: {} } } : { ok: false, error: 'user_not_found' },
    );
    for (let count = 0; count < 2; count += 1)
      expect((await desk.adapter.chat.listMembers(PLACE)).map(({ guest }) => guest)).toEqual([false, true]);
    expect(desk.api.callsOf('users.info')).toHaveLength(2);
    vi.setSystemTime(Date.now() + 4 * 60_000);
    await desk.adapter.chat.listMembers(PLACE);
    expect(desk.api.callsOf('users.info')).toHaveLength(4);
    vi.useRealTimers();
    await desk.close();
  });

  it.each<[string, (cursor?: string) => ApiAnswer]>([
    ['empty', () => list([])],
    ['of nobody but the bot', () => list(['UBOT'])],
    [
      'cut at a page that fails',
      (cursor) => (cursor ? { ok: false, error: 'fetch_members_failed' } : list(['U1'], 'next')),
    ],
    ['cut at an empty page', (cursor) => (cursor ? list([]) : list(['U1'], 'next'))],
    ['one that leads back to itself', () => list(['U1'], 'again')],
  ])('are unknown when the list is %s', async (_, answer) => {
    desk.api.answer('conversations.members', ({ cursor }) => answer(cursor));
    expect((await failureOf(desk.adapter.chat.listMembers(PLACE))).failure).toBe('unavailable');
    await desk.close();
  });

  it('are unknown when the directory does not answer', async () => {
    desk.api.answer('conversations.members', () => list(['U1']));
    desk.api.answer('users.info', () => ({ httpStatus: 500 }));
    expect((await failureOf(desk.adapter.chat.listMembers(PLACE))).failure).toBe('unavailable');
    await desk.close();
  });

  it('the person behind an event is asked for afresh, and nobody is found for an account that is gone', async () => {
    const origin = (accountId: string): Origin => ({
      platform: 'slack',
      workspaceId: 'T1',
      accountId,
      eventId: '1',
      place: PLACE,
    });
    expect(await desk.adapter.chat.findMember(origin('U1'))).toMatchObject({ email: 'dana.lead@school.example' });
    expect(await desk.adapter.chat.findMember(origin('U1'))).toMatchObject({ guest: false });
    expect(desk.api.callsOf('users.info')).toHaveLength(2);
    expect(await desk.adapter.chat.findMember(origin('U5'))).toBeNull();
    desk.api.answer('users.info', () => ({ ok: false, error: 'user_not_found' }));
    expect(await desk.adapter.chat.findMember(origin('U9'))).toBeNull();
    desk.api.answer('users.info', () => ({ ok: false, error: 'ratelimited' }));
    expect((await failureOf(desk.adapter.chat.findMember(origin('U1')))).failure).toBe('unavailable');
    await desk.close();
  });
});

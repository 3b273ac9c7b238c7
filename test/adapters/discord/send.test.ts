import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toChatError } from '../../../adapters/discord/call-errors.ts';
import { decodeMessage, encodePlace } from '../../../adapters/discord/refs.ts';
import { createRest } from '../../../adapters/discord/rest.ts';
import { createDiscordChat } from '../../../adapters/discord/send.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { CaseCardView } from '../../../src/core/case-views.ts';
import { ChatError } from '../../../src/core/ports.ts';
import { readTexts } from '../../contract/discord/show.ts';
import { type DiscordDesk, openDiscordDesk } from './desk.ts';
import { IDS } from './fixtures.ts';

let desk: DiscordDesk;
beforeEach(async () => {
  desk = await openDiscordDesk();
});
afterEach(() => desk.close());

const CASE: CaseCardView = {
  name: 'case-card',
  school: { name: 'School', demo: false },
  caseId: IDS.case,
  reference: 'ES-2026-0014',
  severity: null,
  status: 'new',
  reportedAt: '2026-11-10T10:00:00.000Z',
  acknowledged: null,
  restricted: false,
  owner: null,
  openTasks: 0,
  nextDueAt: null,
};
const PLACE = encodePlace({ guildId: IDS.guild, channelId: IDS.channel, kind: 'channel' });
const ACCOUNT = { workspaceId: IDS.guild, accountId: IDS.account, personalAddress: null };
const threads = () => [...desk.state.channels.values()].filter(({ parentId }) => parentId === IDS.channel);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: ChatError) => error.failure,
  );
const fail = (status: number | 'hang', times = 1) =>
  desk.state.faults.push({ status, calls: 'send', left: times, retryAfterSeconds: 30 });

describe('a case in its channel', () => {
  it('gets a private thread that nobody can invite others to, with the people who see the channel in it', async () => {
    const root = decodeMessage(await desk.adapter.chat.postToPlace(PLACE, CASE));
    const [thread] = threads();
    expect(thread).toMatchObject({ id: root.threadId, name: 'Case ES-2026-0014', type: 12 });
    expect([...(thread?.memberIds ?? [])]).toEqual([IDS.account]);
    expect(desk.outbound.map(({ kind }) => kind)).toEqual(['CreateTextThreadWithoutMessageRequest', 'message']);
    const [message] = desk.state.messages;
    expect(message?.channelId).toBe(root.threadId);
    expect(readTexts(message?.components ?? [])[0]).toContain('ES-2026-0014: please acknowledge');
  });

  it('is posted once, in the thread that was opened first, when the message fails on the way', async () => {
    desk.state.faults.push({ status: 503, calls: 'send', path: /messages$/, left: 1, retryAfterSeconds: 0 });
    expect(await failureOf(desk.adapter.chat.postToPlace(PLACE, CASE))).toBe('unavailable');
    await desk.adapter.chat.postToPlace(PLACE, CASE);
    expect(threads()).toHaveLength(1);
    expect(desk.state.messages).toHaveLength(1);
  });

  it('is posted in the thread that another process opened and got no further with', async () => {
    desk.state.faults.push({ status: 503, calls: 'send', path: /messages$/, left: 1, retryAfterSeconds: 0 });
    expect(await failureOf(desk.adapter.chat.postToPlace(PLACE, CASE))).toBe('unavailable');
    const rest = createRest({ apiUrl: desk.apiUrl, botToken: desk.botToken });
    const other = createDiscordChat({ rest, describe: describeView, botIds: [IDS.application] });
    const root = decodeMessage(await other.postToPlace(PLACE, CASE));
    expect(threads().map(({ id }) => id)).toEqual([root.threadId]);
    await other.postToPlace(PLACE, {
      ...CASE,
      caseId: '99999999-2222-4333-8444-555555555555',
      reference: 'ES-2026-0015',
    });
    expect(threads()).toHaveLength(2);
  });

  it('carries a mark by which Discord knows a message that is sent again', async () => {
    await desk.adapter.chat.postToPlace(PLACE, CASE);
    await desk.adapter.chat.postToPlace(PLACE, { ...CASE, caseId: '99999999-2222-4333-8444-555555555555' });
    const [one, two] = desk.state.messages.map(({ nonce }) => nonce);
    expect(one).toMatch(/^[\w-]{24}$/);
    expect(two).not.toBe(one);
    expect(JSON.stringify(desk.outbound)).toContain('"enforce_nonce":true');
  });

  it('is refused where private threads cannot be made', async () => {
    fail(403);
    expect(await failureOf(desk.adapter.chat.postToPlace(PLACE, CASE))).toBe('refused');
    fail(400);
    expect(await failureOf(desk.adapter.chat.postToPlace(PLACE, CASE))).toBe('refused');
    expect(desk.state.messages).toEqual([]);
  });

  it('hears lines in its thread, and is edited in place', async () => {
    const root = await desk.adapter.chat.postToPlace(PLACE, CASE);
    const line = {
      name: 'thread-line',
      reference: 'ES-2026-0014',
      line: 'note-added',
      actor: 'Dana',
      at: CASE.reportedAt,
    } as const;
    const reply = decodeMessage(await desk.adapter.chat.replyInThread(root, line));
    expect(reply.threadId).toBe(decodeMessage(root).threadId);
    await desk.adapter.chat.edit(root, {
      ...CASE,
      status: 'acknowledged',
      acknowledged: { by: 'Dana', at: CASE.reportedAt },
    });
    expect(desk.state.messages).toHaveLength(2);
    expect(readTexts(desk.state.messages[0]?.components ?? []).join('\n')).toContain('Acknowledged');
    expect(desk.outbound.at(-1)?.kind).toBe('edit');
  });

  it('is edited in a thread that Discord had put away', async () => {
    const root = await desk.adapter.chat.postToPlace(PLACE, CASE);
    const [thread] = threads();
    if (thread) thread.archived = true;
    await desk.adapter.chat.edit(root, { ...CASE, status: 'closed' });
    expect(readTexts(desk.state.messages[0]?.components ?? []).join('\n')).toContain('Closed');
    expect(thread?.archived).toBe(false);
  });

  it('lets those in who have come since, with the next line', async () => {
    const root = await desk.adapter.chat.postToPlace(PLACE, CASE);
    desk.state.members.push({ id: '77', name: 'Dev', bot: false, roles: new Set() });
    await desk.adapter.chat.listMembers(PLACE);
    const line = {
      name: 'thread-line',
      reference: 'ES-2026-0014',
      line: 'note-added',
      actor: 'Dana',
      at: CASE.reportedAt,
    } as const;
    await desk.adapter.chat.replyInThread(root, line);
    expect([...(threads()[0]?.memberIds ?? [])]).toEqual([IDS.account, '77']);
  });
});

describe('a message to a person', () => {
  it('opens the 1:1 chat once and keeps its address', async () => {
    const sent = await desk.adapter.chat.sendToPerson(ACCOUNT, CASE);
    await desk.adapter.chat.sendToPerson({ ...ACCOUNT, personalAddress: sent.personalAddress }, CASE);
    expect(desk.outbound.map(({ kind }) => kind)).toEqual(['CreatePrivateChannelRequest', 'message', 'message']);
    expect(new Set(desk.state.messages.map(({ channelId }) => channelId)).size).toBe(1);
  });

  it('opens it again when it is gone', async () => {
    const { personalAddress } = await desk.adapter.chat.sendToPerson(ACCOUNT, CASE);
    fail(404);
    await desk.adapter.chat.sendToPerson({ ...ACCOUNT, personalAddress }, CASE);
    expect(desk.state.messages).toHaveLength(2);
  });

  it('goes on in further messages where one does not carry it', async () => {
    const urls = Array.from({ length: 200 }, (_, index) => `hxxps://site-${index}[.]example/page`);
    await desk.adapter.chat.sendToPerson(ACCOUNT, {
      name: 'hand-off',
      school: CASE.school,
      task: 'unsuitable-site',
      taskId: null,
      urls,
      device: null,
      deviceWithheld: false,
      reportedAt: CASE.reportedAt,
    });
    expect(desk.state.messages.length).toBeGreaterThan(1);
    const text = desk.state.messages.map(({ components }) => readTexts(components).join('\n')).join('\n');
    expect(urls.filter((url) => !text.includes(url))).toEqual([]);
  });

  it.each([
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [401, 'unavailable'],
    [403, 'refused'],
    [404, 'gone'],
    [400, 'invalid'],
  ])('that Discord answers with %s is "%s"', async (status, failure) => {
    fail(status);
    expect(await failureOf(desk.adapter.chat.sendToPerson(ACCOUNT, CASE))).toBe(failure);
    expect(await failureOf(desk.adapter.chat.sendToPerson(ACCOUNT, CASE))).toBe('none');
  });

  it('says how long to wait', async () => {
    fail(429);
    await expect(desk.adapter.chat.sendToPerson(ACCOUNT, CASE)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });
});

describe('an account', () => {
  it('is looked up in its server, without an e-mail address; a stranger is nobody', async () => {
    const origin = {
      platform: 'discord',
      workspaceId: IDS.guild,
      accountId: IDS.account,
      eventId: '1',
      place: PLACE,
    } as const;
    const member = { accountId: IDS.account, email: null, guest: false, app: false };
    expect(await desk.adapter.chat.findMember(origin)).toEqual(member);
    expect(await desk.adapter.chat.findMember({ ...origin, accountId: '42' })).toBeNull();
  });
});

describe('an error of a call', () => {
  it.each([
    [{ name: 'DiscordAPIError[50007]', status: 403, code: 50007 }, 'refused'],
    [{ name: 'DiscordAPIError[50024]', status: 400, code: 50024 }, 'refused'],
    [{ name: 'DiscordAPIError[10008]', status: 404, code: 10008 }, 'gone'],
    [{ name: 'DiscordAPIError[50035]', status: 400, code: 50035 }, 'invalid'],
    [{ name: 'HTTPError', status: 502 }, 'unavailable'],
    [{ name: 'RateLimitError[/x]', timeToReset: 1050, retryAfter: 0 }, 'rate-limited'],
    [new TypeError('fetch failed'), 'unavailable'],
    [{ name: 'AbortError' }, 'unavailable'],
    [null, 'unavailable'],
  ])('%j is "%s", and nothing of it is kept', (error, failure) => {
    const kept = toChatError(error);
    expect(kept).toBeInstanceOf(ChatError);
    expect(kept.failure).toBe(failure);
    expect(Object.keys(kept).sort()).toEqual(['failure', 'name', 'retryAfterSeconds']);
  });
});

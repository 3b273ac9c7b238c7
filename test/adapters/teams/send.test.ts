import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsAdapter, type TeamsSettings } from '../../../adapters/teams/index.ts';
import { decodeMessage, decodePlace, encodeMessage, encodePlace } from '../../../adapters/teams/refs.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { Chat } from '../../../src/core/ports.ts';
import { nothing } from '../../../src/core/replies.ts';
import type { View } from '../../../src/core/views.ts';
import { createLog } from '../../../src/log.ts';
import { type FakeTeams, startFakeTeams, TENANT_ID } from './fake-teams.ts';

const view: View = { name: 'notice', notice: 'step-saved' };
const account = { workspaceId: TENANT_ID, accountId: '29:person', personalAddress: null };
let teams: FakeTeams;
beforeEach(async () => {
  teams = await startFakeTeams();
});
afterEach(() => teams.stop());

const makeChat = (changes: Partial<TeamsSettings> = {}, onOutbound?: (kind: string, json: unknown) => void): Chat =>
  createTeamsAdapter(teams.settings({ defaultServiceUrl: teams.serviceUrl, ...changes }), {
    handle: async () => nothing,
    describe: describeView,
    forgetDelivery: async () => undefined,
    log: createLog('silent'),
    ...(onOutbound ? { onOutbound } : {}),
  }).chat;
const placeOf = (kind: 'personal' | 'group' | 'channel', serviceUrl = teams.serviceUrl) =>
  encodePlace({ serviceUrl, conversationId: `19:${kind}@thread`, tenantId: TENANT_ID, kind });
const member = (id: string, changes: Record<string, unknown> = {}) => ({
  id,
  email: `${id.slice(3)}@School.example`,
  userPrincipalName: `${id.slice(3)}@school.example`,
  tenantId: TENANT_ID,
  userRole: 'user',
  ...changes,
});
const givenPages = (...pages: unknown[]) => {
  teams.answer = ({ path }) => {
    const token = /continuationToken=(\d)/.exec(path)?.[1];
    const body = pages[Number(token ?? 0)];
    return body ? { status: 200, body } : { status: 400, body: {} };
  };
};

describe('writing', () => {
  it('to a person opens the 1:1 chat first, and later goes straight there', async () => {
    const chat = makeChat();
    const { personalAddress } = await chat.sendToPerson(account, view);
    await chat.sendToPerson({ ...account, personalAddress }, view);
    expect(teams.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v3/conversations',
      'POST /v3/conversations/a:opened/activities',
      'POST /v3/conversations/a:opened/activities',
    ]);
    expect(teams.calls[0]?.body).toMatchObject({
      isGroup: false,
      members: [{ id: '29:person', name: '' }],
      tenantId: TENANT_ID,
    });
    expect(decodePlace(personalAddress)).toMatchObject({ kind: 'personal', conversationId: 'a:opened' });
  });

  it('to a person who removed the app and added it again finds the new chat', async () => {
    teams.answer = ({ path }) => {
      if (path.includes('19:personal')) return { status: 404, body: {} };
      return { status: 201, body: { id: path.endsWith('activities') ? '1' : 'a:opened' } };
    };
    const sent = await makeChat().sendToPerson({ ...account, personalAddress: placeOf('personal').address }, view);
    expect(decodePlace(sent.personalAddress).conversationId).toBe('a:opened');
  });

  it('to a channel starts a thread, and answers below it', async () => {
    teams.answer = ({ path }) => ({ status: 201, body: { id: path.includes(';messageid=') ? '1800' : '1700' } });
    const chat = makeChat();
    const root = await chat.postToPlace(placeOf('channel'), view);
    const line = await chat.replyInThread(root, view);
    await chat.edit(root, view);
    await chat.edit(line, view);
    expect(teams.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v3/conversations/19:channel@thread/activities',
      'POST /v3/conversations/19:channel@thread;messageid=1700/activities',
      'PUT /v3/conversations/19:channel@thread;messageid=1700/activities/1700',
      'PUT /v3/conversations/19:channel@thread;messageid=1700/activities/1800',
    ]);
    expect(decodeMessage(line)).toMatchObject({ threadId: '1700', activityId: '1800' });
  });

  it('to a group chat posts one message after another', async () => {
    const chat = makeChat();
    await chat.replyInThread(await chat.postToPlace(placeOf('group'), view), view);
    expect(new Set(teams.calls.map(({ path }) => path))).toEqual(
      new Set(['/v3/conversations/19:group@thread/activities']),
    );
  });

  it('never sends the bot’s token to a host that is not Teams’', async () => {
    const elsewhere = placeOf('group', 'https://connector.example/');
    await expect(makeChat().postToPlace(elsewhere, view)).rejects.toMatchObject({ failure: 'refused' });
    expect(teams.tokenCalls).toBe(0);
  });

  it('never sends the bot’s password unencrypted to another computer', () => {
    expect(() => makeChat({ loginUrl: 'http://login.example' })).toThrow('TEAMS_LOGIN_URL');
  });

  it('refuses a reference it did not write', async () => {
    await expect(makeChat().edit('slack:1:x', view)).rejects.toMatchObject({ failure: 'invalid' });
  });

  it('shows each payload to the tests’ hook, named by what it is', async () => {
    const kinds: string[] = [];
    await makeChat({}, (kind) => kinds.push(kind)).sendToPerson(account, view);
    expect(kinds).toEqual(['conversation-parameters', 'activity']);
  });
});

describe('what Teams refuses', () => {
  it.each([
    [400, 'invalid'],
    [413, 'invalid'],
    [403, 'refused'],
    [404, 'gone'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [401, 'unavailable'],
  ])('%i is %s', async (status, failure) => {
    teams.answer = () => ({ status, body: {} });
    await expect(makeChat().postToPlace(placeOf('group'), view)).rejects.toMatchObject({ name: 'ChatError', failure });
    // Only a refused token is tried again, with a new one; everything else is the outbox's to repeat.
    expect(teams.calls).toHaveLength(status === 401 ? 2 : 1);
    expect(teams.tokenCalls).toBe(status === 401 ? 2 : 1);
  });

  it('too many messages says how long to wait, in seconds or until a date', async () => {
    teams.answer = () => ({ status: 429, headers: { 'retry-after': '17' } });
    await expect(makeChat().postToPlace(placeOf('group'), view)).rejects.toMatchObject({
      failure: 'rate-limited',
      retryAfterSeconds: 17,
    });
    teams.answer = () => ({ status: 429, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } });
    const error = await makeChat()
      .postToPlace(placeOf('group'), view)
      .catch((caught) => caught);
    expect(error.retryAfterSeconds).toBeGreaterThan(50);
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  it('a dropped connection and an answer that is no JSON are outages', async () => {
    teams.answer = () => null;
    await expect(makeChat().postToPlace(placeOf('group'), view)).rejects.toMatchObject({ failure: 'unavailable' });
    teams.answer = () => ({ status: 201, body: 'words' });
    await expect(makeChat().postToPlace(placeOf('group'), view)).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it('one token serves many calls', async () => {
    const chat = makeChat();
    await Promise.all([1, 2, 3].map(() => chat.postToPlace(placeOf('group'), view)));
    expect(teams.tokenCalls).toBe(1);
    expect(teams.calls[2]?.authorization).toBe('Bearer token-1');
  });
});

describe('the members of a place', () => {
  it('come from all pages, in lower case, with guests and apps marked and the bot left out', async () => {
    givenPages(
      { members: [member('29:dsl'), member('29:guest', { userRole: 'guest' })], continuationToken: '1' },
      {
        members: [
          member('29:ext', { email: null, userPrincipalName: 'someone_else.example#EXT#@school.example' }),
          member('29:far', { tenantId: 'another-tenant' }),
          member('28:another-bot', { email: null, userPrincipalName: null }),
          member(`28:${teams.settings().appId}`),
        ],
      },
    );
    const members = await makeChat().listMembers(placeOf('channel'));
    expect(members).toEqual([
      { accountId: '29:dsl', email: 'dsl@school.example', guest: false, app: false },
      { accountId: '29:guest', email: 'guest@school.example', guest: true, app: false },
      { accountId: '29:ext', email: 'someone_else.example#ext#@school.example', guest: true, app: false },
      { accountId: '29:far', email: 'far@school.example', guest: true, app: false },
      { accountId: '28:another-bot', email: null, guest: false, app: true },
    ]);
  });

  it.each([
    ['nobody', [{ members: [] }]],
    ['nobody but the bot', [{ members: [member('28:6f1d2c3b-0a1b-4c2d-8e3f-4a5b6c7d8e9f')] }]],
    ['a page that fails', [{ members: [member('29:a')], continuationToken: '1' }]],
    [
      'pages that go in circles',
      [
        { members: [member('29:a')], continuationToken: '1' },
        { members: [member('29:b')], continuationToken: '1' },
      ],
    ],
    ['a member without an id', [{ members: [member('29:a'), { email: 'x@school.example' }] }]],
    ['no list at all', [{ value: [] }]],
  ])('are an outage, never a shorter list, with %s', async (_, pages) => {
    givenPages(...pages);
    await expect(makeChat().listMembers(placeOf('channel'))).rejects.toMatchObject({ failure: 'unavailable' });
  });
});

describe('the person behind an event', () => {
  const origin = (kind: 'personal' | 'group') => ({
    platform: 'teams' as const,
    workspaceId: TENANT_ID,
    accountId: '29:dsl',
    eventId: 'e',
    place: placeOf(kind),
  });

  it('is looked up where the event was', async () => {
    teams.answer = () => ({ status: 200, body: member('29:dsl') });
    expect(await makeChat().findMember(origin('personal'))).toMatchObject({
      email: 'dsl@school.example',
      guest: false,
    });
    expect(teams.calls[0]?.path).toBe('/v3/conversations/19:personal@thread/members/29:dsl');
  });

  it('is looked up in the 1:1 chat when the bot is not in that place', async () => {
    teams.answer = ({ path }) => {
      if (path.includes('19:group')) return { status: 403, body: {} };
      return path.endsWith('/members/29:dsl')
        ? { status: 200, body: member('29:dsl') }
        : { status: 201, body: { id: 'a:opened' } };
    };
    expect(await makeChat().findMember(origin('group'))).toMatchObject({ accountId: '29:dsl' });
  });

  it('is nobody when Teams knows none', async () => {
    teams.answer = () => ({ status: 404, body: {} });
    expect(await makeChat().findMember(origin('personal'))).toBeNull();
  });

  it('is an outage, not nobody, when Teams does not answer', async () => {
    teams.answer = () => ({ status: 503, body: {} });
    await expect(makeChat().findMember(origin('personal'))).rejects.toMatchObject({ failure: 'unavailable' });
  });
});

it('a message reference of another adapter version is final, so that the outbox stops', async () => {
  const message = encodeMessage({ ...decodePlace(placeOf('group').address), activityId: '1' }).replace(':1:', ':9:');
  await expect(makeChat().replyInThread(message, view)).rejects.toMatchObject({ failure: 'invalid' });
});

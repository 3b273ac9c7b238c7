import { createPublicKey, createVerify } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../playground/server.ts';
import { DSL, DSL_TEAM, GUEST, HEAD, STAFF_TEAM, TEACHER, WORLD } from './demo-world.ts';
import { BOT, type EchoBot, startEchoBot } from './echo-bot.ts';

const CASES = '19:cases@thread.tacv2';
const STAFFROOM = '19:staffteam@thread.tacv2';
const CARD = 'application/vnd.microsoft.card.adaptive';

let bot: EchoBot;
let playground: Playground;

beforeEach(async () => {
  bot = await startEchoBot();
  playground = await startPlayground({ world: WORLD, port: 0, botUrl: bot.botUrl, ...BOT });
  bot.attach(playground);
  await playground.install();
  bot.deliveries.length = 0;
});

afterEach(async () => {
  await playground.close();
  await bot.close();
});

const pathOf = (conversationId: string, rest: string): string =>
  `v3/conversations/${encodeURIComponent(conversationId)}/${rest}`;
const lastDelivery = (): EchoBot['deliveries'][number] => {
  const delivery = bot.deliveries.at(-1);
  if (!delivery) throw new Error('The bot was sent nothing.');
  return delivery;
};

describe('tokens for the bot', () => {
  interface Key {
    kid: string;
    kty: string;
    endorsements: string[];
  }
  const fetchKeys = async (): Promise<Key[]> => {
    const metadata = (await (await fetch(playground.openIdMetadataUrl)).json()) as { issuer: string; jwks_uri: string };
    expect(metadata.issuer).toBe(playground.tokenIssuer);
    return ((await (await fetch(metadata.jwks_uri)).json()) as { keys: Key[] }).keys;
  };
  const read = (token: string): { header: { kid: string; alg: string }; claims: Record<string, unknown> } => {
    const [header = '', claims = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'));
    return { header: JSON.parse(header), claims: JSON.parse(claims) };
  };
  const holds = (token: string, keys: Key[]): boolean => {
    const key = keys.find(({ kid }) => kid === read(token).header.kid);
    if (!key) return false;
    const [header, claims, signature = ''] = token.split('.');
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    return createVerify('RSA-SHA256')
      .update(`${header}.${claims}`)
      .verify(publicKey, Buffer.from(signature, 'base64url'));
  };

  it('sign every delivery with a published key that is endorsed for Teams', async () => {
    await playground.as(TEACHER.id).say({ conversation: 'personal', text: 'hello' });
    const token = lastDelivery().token ?? '';
    const keys = await fetchKeys();
    expect(holds(token, keys)).toBe(true);
    expect(keys.find(({ kid }) => kid === read(token).header.kid)?.endorsements).toEqual(['msteams']);
    const { claims } = read(token);
    expect(claims).toMatchObject({ iss: playground.tokenIssuer, aud: BOT.botAppId, serviceurl: playground.serviceUrl });
    expect(Number(claims.exp) - Number(claims.nbf)).toBeLessThanOrEqual(3600);
  });

  it('can be forged in every way a bot must refuse', async () => {
    const keys = await fetchKeys();
    expect(holds(playground.issueToken({}, { key: 'impostor' }), keys)).toBe(false);
    expect(keys.map(({ kid }) => kid)).not.toContain(read(playground.issueToken({}, { key: 'unknown' })).header.kid);
    const unendorsed = read(playground.issueToken({}, { endorsements: ['directline'] })).header.kid;
    expect(keys.find(({ kid }) => kid === unendorsed)?.endorsements).toEqual(['directline']);
    const changed = read(playground.issueToken({ aud: 'another', exp: 1, serviceurl: undefined })).claims;
    expect(changed).toMatchObject({ aud: 'another', exp: 1 });
    expect(changed).not.toHaveProperty('serviceurl');
    expect(() => playground.issueToken({}, { endorsements: ['webchat'] })).toThrow('directline');
  });

  it('are left out or replaced when a test posts by itself', async () => {
    const { activity } = await playground.as(TEACHER.id).say({ conversation: 'personal', text: 'hello' });
    await playground.as(TEACHER.id).post(activity ?? { type: 'message' }, { token: null });
    expect(lastDelivery().token).toBeUndefined();
    await playground.as(TEACHER.id).post(activity ?? { type: 'message' }, { token: 'made.up.token' });
    expect(lastDelivery().token).toBe('made.up.token');
  });
});

describe('tokens of the bot', () => {
  const ask = async (
    form: Record<string, string>,
    tenant = 'botframework.com',
  ): Promise<{ status: number; error?: string }> => {
    const complete = {
      grant_type: 'client_credentials',
      client_id: BOT.botAppId,
      client_secret: BOT.botAppPassword,
      scope: 'https://api.botframework.com/.default',
      ...form,
    };
    const url = `${playground.loginUrl}/${tenant}/oauth2/v2.0/token`;
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(complete) });
    return { status: answer.status, error: ((await answer.json()) as { error?: string }).error };
  };

  it('are given for the right client, secret and scope only', async () => {
    expect(await ask({})).toEqual({ status: 200 });
    expect(await ask({}, WORLD.tenantId)).toEqual({ status: 200 });
    expect(await ask({ client_secret: 'wrong' })).toEqual({ status: 401, error: 'invalid_client' });
    expect(await ask({ client_id: 'wrong' })).toEqual({ status: 400, error: 'unauthorized_client' });
    expect(await ask({ scope: 'https://graph.microsoft.com/.default' })).toEqual({
      status: 400,
      error: 'invalid_scope',
    });
    expect(await ask({}, 'another-tenant')).toEqual({ status: 400, error: 'invalid_request' });
  });

  it('are needed for every connector call', async () => {
    const path = pathOf(CASES, 'members');
    expect((await bot.call('GET', path, undefined, null)).status).toBe(401);
    expect((await bot.call('GET', path, undefined, 'made.up.token')).status).toBe(401);
    expect((await bot.call('GET', path, undefined, playground.issueToken())).status).toBe(401);
    expect((await bot.call('GET', path)).status).toBe(200);
  });
});

describe('what the bot is sent', () => {
  it('announces the app to every person and team', async () => {
    await playground.install();
    const kinds = bot.deliveries.map(({ activity }) => activity.type);
    const places = WORLD.people.length + WORLD.teams.length;
    expect(kinds.filter((kind) => kind === 'installationUpdate')).toHaveLength(places);
    expect(kinds.filter((kind) => kind === 'conversationUpdate')).toHaveLength(places);
    expect(lastDelivery().activity).toMatchObject({
      membersAdded: [{ id: `28:${BOT.botAppId}` }],
      conversation: { conversationType: 'channel', isGroup: true },
      channelData: { eventType: 'teamMemberAdded', team: { id: STAFF_TEAM.id, name: 'All staff' } },
    });
  });

  it('has the shape of a personal Teams message', async () => {
    await playground.as(TEACHER.id).say({ conversation: 'personal', text: '2 < 3' });
    expect(lastDelivery().activity).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: playground.serviceUrl,
      text: '2 < 3',
      from: { id: TEACHER.id, aadObjectId: TEACHER.aadObjectId, name: TEACHER.name },
      recipient: { id: `28:${BOT.botAppId}`, name: BOT.botName },
      conversation: { conversationType: 'personal', tenantId: WORLD.tenantId },
      channelData: { tenant: { id: WORLD.tenantId } },
      attachments: [{ contentType: 'text/html', content: '<p>2 &lt; 3</p>' }],
      locale: 'en-GB',
      localTimezone: 'Europe/London',
    });
    expect(lastDelivery().activity.localTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  });

  it('holds channel messages back unless they mention the bot', async () => {
    const teacher = playground.as(TEACHER.id);
    await teacher.say({ conversation: STAFFROOM, text: 'good morning' });
    expect(bot.deliveries).toHaveLength(0);
    const sent = await teacher.say({ conversation: STAFFROOM, text: '@e-safety hello' });
    expect(lastDelivery().activity).toMatchObject({
      text: '<at>e-safety</at> hello',
      conversation: { id: `${STAFFROOM};messageid=${sent.messageId}`, conversationType: 'channel', isGroup: true },
      channelData: { teamsChannelId: STAFFROOM, teamsTeamId: STAFF_TEAM.id },
    });
    expect(lastDelivery().activity.entities).toContainEqual({
      type: 'mention',
      text: '<at>e-safety</at>',
      mentioned: { id: `28:${BOT.botAppId}`, name: 'e-safety' },
    });
  });

  it('names a file without giving its content', async () => {
    const file = { name: 'screen.png', contentType: 'image/png' };
    await playground.as(TEACHER.id).say({ conversation: 'personal', text: '', file });
    expect(lastDelivery().activity.attachments?.[0]).toMatchObject({ contentType: 'image/*', name: 'screen.png' });
  });

  it('keeps its activity id when it is delivered again', async () => {
    const teacher = playground.as(TEACHER.id);
    const { activity } = await teacher.say({ conversation: 'personal', text: 'hello' });
    await teacher.post(activity ?? { type: 'message' });
    const [first, second] = bot.deliveries.map((delivery) => delivery.activity.id);
    expect(second).toBe(first);
    expect(bot.deliveries).toHaveLength(2);
  });

  it('tells of people who join and leave a team', async () => {
    await playground.setTeamMembers(DSL_TEAM.id, [DSL.id, GUEST.id]);
    const [joined, left] = bot.deliveries.map(({ activity }) => activity);
    expect(joined).toMatchObject({ membersAdded: [{ id: GUEST.id }], channelData: { eventType: 'teamMemberAdded' } });
    expect(left).toMatchObject({ membersRemoved: [{ id: HEAD.id }], channelData: { eventType: 'teamMemberRemoved' } });
    expect(() => playground.as(HEAD.id).conversation(CASES)).toThrow('no conversation');
  });
});

describe('cards and dialogs', () => {
  const openForm = async (): Promise<string> => {
    await playground.as(TEACHER.id).say({ conversation: 'personal', text: 'form' });
    return playground.as(TEACHER.id).conversation('personal').messages.at(-1)?.id ?? '';
  };

  it('replaces the card with the answer to Action.Execute, for that person', async () => {
    const activityId = await openForm();
    const inputs = { what: 'Something', danger: 'concern' };
    const outcome = await playground.as(TEACHER.id).pressAction({ activityId, action: 'Send report', inputs });
    expect(outcome.activity).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: activityId,
      value: {
        trigger: 'manual',
        action: { verb: 'send', data: { form: 'report', what: 'Something', danger: 'concern', told: 'false' } },
      },
    });
    expect(outcome.kind).toBe('card');
    expect(JSON.stringify(playground.as(TEACHER.id).conversation('personal').messages.at(-1)?.cards)).toContain(
      'Recorded',
    );
  });

  it('shows a message answer as a toast and leaves the card', async () => {
    const activityId = await openForm();
    const outcome = await playground.as(TEACHER.id).pressAction({ activityId, action: 'help' });
    expect(outcome).toMatchObject({ kind: 'toast', text: 'Ring the duty number.' });
    expect(JSON.stringify(playground.as(TEACHER.id).conversation('personal').messages.at(-1)?.cards)).toContain(
      'Report a concern',
    );
  });

  it('refuses to send what a Teams client would not send', async () => {
    const activityId = await openForm();
    const teacher = playground.as(TEACHER.id);
    await expect(teacher.pressAction({ activityId, action: 'Send report' })).rejects.toThrow(
      'Please write what happened',
    );
    await expect(teacher.pressAction({ activityId, action: 'Nothing like it' })).rejects.toThrow('Send report');
    await expect(playground.as(GUEST.id).pressAction({ activityId, action: 'help' })).rejects.toThrow(
      'no conversation',
    );
  });

  it('fails without touching the card when the bot answers with an error', async () => {
    const activityId = await openForm();
    bot.answerNext(500);
    const outcome = await playground.as(TEACHER.id).pressAction({ activityId, action: 'help' });
    expect(outcome).toMatchObject({ kind: 'failed', text: 'Something went wrong. Please try again.' });
  });

  it('opens a dialog from a button, keeps it open for corrections and ends with a message', async () => {
    const teacher = playground.as(TEACHER.id);
    await teacher.say({ conversation: 'personal', text: 'buttons' });
    const activityId = teacher.conversation('personal').messages.at(-1)?.id ?? '';
    const opened = await teacher.pressAction({ activityId, action: 'Open the form', theme: 'dark' });
    expect(opened.activity).toMatchObject({
      name: 'task/fetch',
      value: { data: { form: 'report', msteams: { type: 'task/fetch' } }, context: { theme: 'dark' } },
    });
    if (opened.kind !== 'dialog') throw new Error('no dialog');
    const { dialogId } = opened.dialog;
    const inputs = { what: 'Something', danger: 'concern', who: 'nobody' };
    const again = await teacher.submitDialog({ dialogId, inputs });
    expect(again.activity).toMatchObject({ name: 'task/submit', value: { data: { who: 'nobody' } } });
    expect(again).toMatchObject({ kind: 'dialog', dialog: { dialogId } });
    bot.answerNext(503);
    expect((await teacher.submitDialog({ dialogId, inputs })).kind).toBe('failed');
    const end = await teacher.submitDialog({ dialogId, inputs: { ...inputs, who: 'Somebody' } });
    expect(end).toMatchObject({ kind: 'dialog-message', text: 'Recorded. Thank you.' });
    await expect(teacher.submitDialog({ dialogId, inputs })).rejects.toThrow('not open');
  });

  it('sends a plain Action.Submit as a message with a value and no text', async () => {
    const teacher = playground.as(TEACHER.id);
    await teacher.say({ conversation: 'personal', text: 'buttons' });
    const activityId = teacher.conversation('personal').messages.at(-1)?.id ?? '';
    const { activity } = await teacher.pressAction({ activityId, action: 'Send plainly' });
    expect(activity).toMatchObject({ type: 'message', value: { plain: 'yes' }, replyToId: activityId });
    expect(activity).not.toHaveProperty('text');
  });

  it('carries the message into a command on a message', async () => {
    const { messageId } = await playground.as(DSL.id).say({ conversation: STAFFROOM, text: 'a worrying text' });
    const teacher = playground.as(TEACHER.id);
    const opened = await teacher.openCommand({
      commandId: 'reportMessage',
      commandContext: 'message',
      message: messageId,
    });
    const messagePayload = { id: messageId, body: { contentType: 'html', content: '<p>a worrying text</p>' } };
    expect(opened.activity).toMatchObject({
      name: 'composeExtension/fetchTask',
      conversation: { id: `${STAFFROOM};messageid=${messageId}` },
      value: { commandId: 'reportMessage', commandContext: 'message', messagePayload },
    });
    if (opened.kind !== 'dialog') throw new Error('no dialog');
    const inputs = { what: 'Something', danger: 'concern' };
    const end = await teacher.submitDialog({ dialogId: opened.dialog.dialogId, inputs });
    expect(end.activity).toMatchObject({
      name: 'composeExtension/submitAction',
      value: { commandId: 'reportMessage', commandContext: 'message', messagePayload, data: { what: 'Something' } },
    });
    const stranger = playground
      .as(TEACHER.id)
      .openCommand({ commandId: 'x', commandContext: 'message', message: 'none' });
    await expect(stranger).rejects.toThrow('no message');
  });
});

describe('the connector', () => {
  const sendTo = (conversationId: string, activity: Record<string, unknown>): ReturnType<EchoBot['call']> =>
    bot.call('POST', pathOf(conversationId, 'activities'), { type: 'message', ...activity });
  const openChat = (memberId: string): ReturnType<EchoBot['call']> =>
    bot.call('POST', 'v3/conversations', { isGroup: false, members: [{ id: memberId }], tenantId: WORLD.tenantId });
  const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id;

  it('opens one 1:1 chat per person, however often it is asked', async () => {
    const [first, second, other] = [await openChat(DSL.id), await openChat(DSL.aadObjectId), await openChat(HEAD.id)];
    expect(idOf(first)).toBe(idOf(second));
    expect(idOf(other)).not.toBe(idOf(first));
    await sendTo(idOf(first), { text: 'A new case', summary: 'ES-1: please look' });
    expect(playground.as(DSL.id).conversation('personal').messages).toMatchObject([
      { text: 'A new case', from: { kind: 'bot' } },
    ]);
    expect(playground.as(HEAD.id).conversation('personal').messages).toHaveLength(0);
  });

  it('starts threads in channels, adds replies and edits and deletes in place', async () => {
    const rootId = idOf(
      await sendTo(CASES, { text: 'ES-1', attachments: [{ contentType: CARD, content: { type: 'AdaptiveCard' } }] }),
    );
    const thread = `${CASES};messageid=${rootId}`;
    const replyId = idOf(await sendTo(thread, { text: 'Acknowledged' }));
    await playground.as(HEAD.id).say({ conversation: { channelId: CASES, threadId: rootId }, text: 'Thank you' });
    expect(playground.as(DSL.id).conversation(thread).messages).toMatchObject([
      { id: rootId, threadId: rootId, cards: [{ type: 'AdaptiveCard' }] },
      { id: replyId, threadId: rootId, text: 'Acknowledged' },
      { threadId: rootId, text: 'Thank you', from: { id: HEAD.id } },
    ]);
    await bot.call('PUT', pathOf(thread, `activities/${rootId}`), { type: 'message', text: 'ES-1 closed' });
    await bot.call('DELETE', pathOf(thread, `activities/${replyId}`));
    const [root, reply] = playground.as(DSL.id).conversation(CASES).messages;
    expect(root).toMatchObject({ text: 'ES-1 closed', cards: [], editedAt: expect.any(String) });
    expect(reply).toMatchObject({ deleted: true, text: '' });
    expect((await bot.call('PUT', pathOf(thread, 'activities/1'), { type: 'message', text: 'x' })).status).toBe(404);
    expect((await sendTo(`${CASES};messageid=1`, { text: 'x' })).status).toBe(404);
  });

  it('starts a thread through a new conversation too', async () => {
    const parameters = {
      isGroup: true,
      channelData: { channel: { id: CASES } },
      activity: { type: 'message', text: 'ES-2' },
    };
    const { status, body } = await bot.call('POST', 'v3/conversations', parameters);
    expect(status).toBe(201);
    const { id, activityId } = body as { id: string; activityId: string };
    expect(id).toBe(`${CASES};messageid=${activityId}`);
  });

  it('lists members with their role, whole and in pages', async () => {
    const { body } = await bot.call('GET', pathOf(STAFFROOM, 'members'));
    expect(body).toHaveLength(4);
    expect((await bot.call('GET', pathOf(STAFFROOM, `members/${GUEST.aadObjectId}`))).body).toMatchObject({
      id: GUEST.id,
      aadObjectId: GUEST.aadObjectId,
      givenName: 'Gwen',
      surname: 'Guest',
      email: GUEST.email,
      userPrincipalName: GUEST.email,
      tenantId: WORLD.tenantId,
      userRole: 'guest',
    });
    expect((await bot.call('GET', pathOf(CASES, `members/${TEACHER.id}`))).status).toBe(404);

    playground.setLargestMemberPage(3);
    const first = (await bot.call('GET', pathOf(STAFFROOM, 'pagedmembers?pageSize=500'))).body as {
      members: unknown[];
      continuationToken: string;
    };
    expect(first.members).toHaveLength(3);
    const next = `pagedmembers?pageSize=500&continuationToken=${first.continuationToken}`;
    const last = (await bot.call('GET', pathOf(STAFFROOM, next))).body as { members: unknown[] };
    expect(last.members).toMatchObject([{ id: GUEST.id, userRole: 'guest' }]);
    expect(last).not.toHaveProperty('continuationToken');
  });

  it('refuses with 403 where the app is not installed', async () => {
    const chat = idOf(await openChat(HEAD.id));
    await playground.uninstall(HEAD.id);
    expect(lastDelivery().activity).toMatchObject({ type: 'installationUpdate', action: 'remove' });
    const refused = { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } };
    expect(await openChat(HEAD.id)).toMatchObject(refused);
    expect(await sendTo(chat, { text: 'x' })).toMatchObject(refused);
    expect((await sendTo('19:unknown@thread.tacv2', { text: 'x' })).status).toBe(404);
  });

  it('refuses messages above 100 KB counted as UTF-16 with 413', async () => {
    const fits = { text: 'x'.repeat(51_000) };
    const tooBig = { text: 'x'.repeat(51_200) };
    expect((await sendTo(CASES, fits)).status).toBe(201);
    expect(await sendTo(CASES, tooBig)).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
  });

  it('injects failures before or after the call is carried out', async () => {
    playground.faults.next({ status: 429, retryAfterSeconds: 7, method: 'POST', pathIncludes: 'activities' });
    expect((await bot.call('GET', pathOf(CASES, 'members'))).status).toBe(200);
    const throttled = await sendTo(CASES, { text: 'lost' });
    expect(throttled.status).toBe(429);
    expect(throttled.headers.get('retry-after')).toBe('7');
    playground.faults.next({ status: 502, afterwards: true });
    expect((await sendTo(CASES, { text: 'kept' })).status).toBe(502);
    playground.faults.next({ status: 0 });
    await expect(sendTo(CASES, { text: 'dropped' })).rejects.toThrow();
    expect(
      playground
        .as(DSL.id)
        .conversation(CASES)
        .messages.map(({ text }) => text),
    ).toEqual(['kept']);
    expect(playground.calls.at(-1)).toMatchObject({ method: 'POST', status: 0, body: { text: 'dropped' } });
  });
});

describe('the browser side', () => {
  const send = (headers: Record<string, string>, method = 'POST', path = '/api/say'): Promise<number> =>
    new Promise((resolve, reject) => {
      const req = request({ host: '127.0.0.1', port: playground.port, path, method, headers }, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      });
      req.on('error', reject);
      req.end(
        method === 'POST' ? JSON.stringify({ person: TEACHER.id, conversation: 'personal', text: 'hello' }) : undefined,
      );
    });
  const json = { 'content-type': 'application/json' };

  it('serves loopback names only and takes nothing from pages of other addresses', async () => {
    expect(await send(json)).toBe(200);
    expect(
      await send({ ...json, host: `localhost:${playground.port}`, origin: `http://localhost:${playground.port}` }),
    ).toBe(200);
    expect(await send({ ...json, host: 'school.example' })).toBe(421);
    expect(await send({ ...json, origin: 'https://school.example' })).toBe(403);
    expect(await send({ ...json, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ 'content-type': 'text/plain' })).toBe(415);
  });

  it('serves the page and its libraries with a strict content policy, and no other file', async () => {
    for (const path of ['', 'lib/adaptivecards.js', 'lib/markdown-it.js']) {
      const answer = await fetch(playground.url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    expect(await send({}, 'GET', '/../server.ts')).toBe(404);
    expect(await send({}, 'GET', '/..%2fserver.ts')).toBe(404);
  });

  it('sends the page what changed and counts what a person has not read', async () => {
    const page = await fetch(`${playground.url}api/events`);
    const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await bot.call('POST', pathOf(CASES, 'activities'), { type: 'message', text: 'story', summary: 'ES-1 is new' });
    const event = JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /, ''));
    expect(event).toMatchObject({
      kind: 'message',
      placeId: CASES,
      readers: [DSL.id, HEAD.id],
      notify: [],
      preview: 'ES-1 is new',
    });
    const unread = (await (await fetch(`${playground.url}api/unread`)).json()) as Record<string, unknown>;
    expect(unread).toMatchObject({ [DSL.id]: { [CASES]: 1 }, [TEACHER.id]: {} });
  });
});

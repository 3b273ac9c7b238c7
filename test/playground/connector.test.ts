import { describe, expect, it } from 'vitest';
import { DSL, GUEST, HEAD, TEACHER, WORLD } from './demo-world.ts';
import { BOT, type EchoBot } from './echo-bot.ts';
import { pathOf, useEchoPlayground } from './start-with-echo.ts';

const CASES = '19:cases@thread.tacv2';
const STAFFROOM = '19:staffteam@thread.tacv2';
const CARD = 'application/vnd.microsoft.card.adaptive';

const pair = useEchoPlayground();
const lastDelivery = (): EchoBot['deliveries'][number] => {
  const delivery = pair.bot.deliveries.at(-1);
  if (!delivery) throw new Error('The bot was sent nothing.');
  return delivery;
};

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
    const url = `${pair.playground.loginUrl}/${tenant}/oauth2/v2.0/token`;
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
    expect((await pair.bot.call('GET', path, undefined, null)).status).toBe(401);
    expect((await pair.bot.call('GET', path, undefined, 'made.up.token')).status).toBe(401);
    expect((await pair.bot.call('GET', path, undefined, pair.playground.issueToken())).status).toBe(401);
    expect((await pair.bot.call('GET', path)).status).toBe(200);
  });
});

describe('the connector', () => {
  const sendTo = (conversationId: string, activity: Record<string, unknown>): ReturnType<EchoBot['call']> =>
    pair.bot.call('POST', pathOf(conversationId, 'activities'), { type: 'message', ...activity });
  const openChat = (memberId: string): ReturnType<EchoBot['call']> =>
    pair.bot.call('POST', 'v3/conversations', {
      isGroup: false,
      members: [{ id: memberId }],
      tenantId: WORLD.tenantId,
    });
  const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id;

  it('opens one 1:1 chat per person, however often it is asked', async () => {
    const [first, second, other] = [await openChat(DSL.id), await openChat(DSL.aadObjectId), await openChat(HEAD.id)];
    expect(idOf(first)).toBe(idOf(second));
    expect(idOf(other)).not.toBe(idOf(first));
    await sendTo(idOf(first), { text: 'A new case', summary: 'ES-1: please look' });
    expect(pair.playground.as(DSL.id).conversation('personal').messages).toMatchObject([
      { text: 'A new case', from: { kind: 'bot' } },
    ]);
    expect(pair.playground.as(HEAD.id).conversation('personal').messages).toHaveLength(0);
  });

  it('starts threads in channels, adds replies and edits and deletes in place', async () => {
    const rootId = idOf(
      await sendTo(CASES, { text: 'ES-1', attachments: [{ contentType: CARD, content: { type: 'AdaptiveCard' } }] }),
    );
    const thread = `${CASES};messageid=${rootId}`;
    const replyId = idOf(await sendTo(thread, { text: 'Acknowledged' }));
    await pair.playground.as(HEAD.id).say({ conversation: { channelId: CASES, threadId: rootId }, text: 'Thank you' });
    expect(pair.playground.as(DSL.id).conversation(thread).messages).toMatchObject([
      { id: rootId, threadId: rootId, cards: [{ type: 'AdaptiveCard' }] },
      { id: replyId, threadId: rootId, text: 'Acknowledged' },
      { threadId: rootId, text: 'Thank you', from: { id: HEAD.id } },
    ]);
    await pair.bot.call('PUT', pathOf(thread, `activities/${rootId}`), { type: 'message', text: 'ES-1 closed' });
    await pair.bot.call('DELETE', pathOf(thread, `activities/${replyId}`));
    const [root, reply] = pair.playground.as(DSL.id).conversation(CASES).messages;
    expect(root).toMatchObject({ text: 'ES-1 closed', cards: [], editedAt: expect.any(String) });
    expect(reply).toMatchObject({ deleted: true, text: '' });
    expect((await pair.bot.call('PUT', pathOf(thread, 'activities/1'), { type: 'message', text: 'x' })).status).toBe(
      404,
    );
    expect((await sendTo(`${CASES};messageid=1`, { text: 'x' })).status).toBe(404);
  });

  it('starts a thread through a new conversation too', async () => {
    const parameters = {
      isGroup: true,
      channelData: { channel: { id: CASES } },
      activity: { type: 'message', text: 'ES-2' },
    };
    const { status, body } = await pair.bot.call('POST', 'v3/conversations', parameters);
    expect(status).toBe(201);
    const { id, activityId } = body as { id: string; activityId: string };
    expect(id).toBe(`${CASES};messageid=${activityId}`);
  });

  it('lists members with their role, whole and in pages', async () => {
    const { body } = await pair.bot.call('GET', pathOf(STAFFROOM, 'members'));
    expect(body).toHaveLength(4);
    expect((await pair.bot.call('GET', pathOf(STAFFROOM, `members/${GUEST.aadObjectId}`))).body).toMatchObject({
      id: GUEST.id,
      aadObjectId: GUEST.aadObjectId,
      givenName: 'Gwen',
      surname: 'Guest',
      email: GUEST.email,
      userPrincipalName: GUEST.email,
      tenantId: WORLD.tenantId,
      userRole: 'guest',
    });
    expect((await pair.bot.call('GET', pathOf(CASES, `members/${TEACHER.id}`))).status).toBe(404);

    pair.playground.setLargestMemberPage(3);
    const first = (await pair.bot.call('GET', pathOf(STAFFROOM, 'pagedmembers?pageSize=500'))).body as {
      members: unknown[];
      continuationToken: string;
    };
    expect(first.members).toHaveLength(3);
    const next = `pagedmembers?pageSize=500&continuationToken=${first.continuationToken}`;
    const last = (await pair.bot.call('GET', pathOf(STAFFROOM, next))).body as { members: unknown[] };
    expect(last.members).toMatchObject([{ id: GUEST.id, userRole: 'guest' }]);
    expect(last).not.toHaveProperty('continuationToken');
  });

  it('refuses with 403 where the app is not installed', async () => {
    const chat = idOf(await openChat(HEAD.id));
    await pair.playground.uninstall(HEAD.id);
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
    pair.playground.faults.next({ status: 429, retryAfterSeconds: 7, method: 'POST', pathIncludes: 'activities' });
    expect((await pair.bot.call('GET', pathOf(CASES, 'members'))).status).toBe(200);
    const throttled = await sendTo(CASES, { text: 'lost' });
    expect(throttled.status).toBe(429);
    expect(throttled.headers.get('retry-after')).toBe('7');
    pair.playground.faults.next({ status: 502, afterwards: true });
    expect((await sendTo(CASES, { text: 'kept' })).status).toBe(502);
    pair.playground.faults.next({ status: 0 });
    await expect(sendTo(CASES, { text: 'dropped' })).rejects.toThrow();
    expect(
      pair.playground
        .as(DSL.id)
        .conversation(CASES)
        .messages.map(({ text }) => text),
    ).toEqual(['kept']);
    expect(pair.playground.calls.at(-1)).toMatchObject({ method: 'POST', status: 0, body: { text: 'dropped' } });
  });
});

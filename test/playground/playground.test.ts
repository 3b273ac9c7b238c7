import { createPublicKey, createVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DSL, DSL_TEAM, GUEST, HEAD, STAFF_TEAM, TEACHER, WORLD } from './demo-world.ts';
import { BOT, type EchoBot } from './echo-bot.ts';
import { useEchoPlayground } from './start-with-echo.ts';

const CASES = '19:cases@thread.tacv2';
const STAFFROOM = '19:staffteam@thread.tacv2';

const pair = useEchoPlayground();
const lastDelivery = (): EchoBot['deliveries'][number] => {
  const delivery = pair.bot.deliveries.at(-1);
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
    const metadata = (await (await fetch(pair.playground.openIdMetadataUrl)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(metadata.issuer).toBe(pair.playground.tokenIssuer);
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
    await pair.playground.as(TEACHER.id).say({ conversation: 'personal', text: 'hello' });
    const token = lastDelivery().token ?? '';
    const keys = await fetchKeys();
    expect(holds(token, keys)).toBe(true);
    expect(keys.find(({ kid }) => kid === read(token).header.kid)?.endorsements).toEqual(['msteams']);
    const { claims } = read(token);
    expect(claims).toMatchObject({
      iss: pair.playground.tokenIssuer,
      aud: BOT.botAppId,
      serviceurl: pair.playground.serviceUrl,
    });
    expect(Number(claims.exp) - Number(claims.nbf)).toBeLessThanOrEqual(3600);
  });

  it('can be forged in every way a bot must refuse', async () => {
    const keys = await fetchKeys();
    expect(holds(pair.playground.issueToken({}, { key: 'impostor' }), keys)).toBe(false);
    expect(keys.map(({ kid }) => kid)).not.toContain(
      read(pair.playground.issueToken({}, { key: 'unknown' })).header.kid,
    );
    const unendorsed = read(pair.playground.issueToken({}, { endorsements: ['directline'] })).header.kid;
    expect(keys.find(({ kid }) => kid === unendorsed)?.endorsements).toEqual(['directline']);
    const changed = read(pair.playground.issueToken({ aud: 'another', exp: 1, serviceurl: undefined })).claims;
    expect(changed).toMatchObject({ aud: 'another', exp: 1 });
    expect(changed).not.toHaveProperty('serviceurl');
    expect(() => pair.playground.issueToken({}, { endorsements: ['webchat'] })).toThrow('directline');
  });

  it('are left out or replaced when a test posts by itself', async () => {
    const { activity } = await pair.playground.as(TEACHER.id).say({ conversation: 'personal', text: 'hello' });
    await pair.playground.as(TEACHER.id).post(activity ?? { type: 'message' }, { token: null });
    expect(lastDelivery().token).toBeUndefined();
    await pair.playground.as(TEACHER.id).post(activity ?? { type: 'message' }, { token: 'made.up.token' });
    expect(lastDelivery().token).toBe('made.up.token');
  });
});

describe('what the bot is sent', () => {
  it('announces the app to every person and team', async () => {
    await pair.playground.install();
    const kinds = pair.bot.deliveries.map(({ activity }) => activity.type);
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
    await pair.playground.as(TEACHER.id).say({ conversation: 'personal', text: '2 < 3' });
    expect(lastDelivery().activity).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: pair.playground.serviceUrl,
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
    const teacher = pair.playground.as(TEACHER.id);
    await teacher.say({ conversation: STAFFROOM, text: 'good morning' });
    expect(pair.bot.deliveries).toHaveLength(0);
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
    await pair.playground.as(TEACHER.id).say({ conversation: 'personal', text: '', file });
    expect(lastDelivery().activity.attachments?.[0]).toMatchObject({ contentType: 'image/*', name: 'screen.png' });
  });

  it('keeps its activity id when it is delivered again', async () => {
    const teacher = pair.playground.as(TEACHER.id);
    const { activity } = await teacher.say({ conversation: 'personal', text: 'hello' });
    await teacher.post(activity ?? { type: 'message' });
    const [first, second] = pair.bot.deliveries.map((delivery) => delivery.activity.id);
    expect(second).toBe(first);
    expect(pair.bot.deliveries).toHaveLength(2);
  });

  it('tells of people who join and leave a team', async () => {
    await pair.playground.setTeamMembers(DSL_TEAM.id, [DSL.id, GUEST.id]);
    const [joined, left] = pair.bot.deliveries.map(({ activity }) => activity);
    expect(joined).toMatchObject({ membersAdded: [{ id: GUEST.id }], channelData: { eventType: 'teamMemberAdded' } });
    expect(left).toMatchObject({ membersRemoved: [{ id: HEAD.id }], channelData: { eventType: 'teamMemberRemoved' } });
    expect(() => pair.playground.as(HEAD.id).conversation(CASES)).toThrow('no conversation');
  });
});

describe('cards and dialogs', () => {
  const openForm = async (): Promise<string> => {
    await pair.playground.as(TEACHER.id).say({ conversation: 'personal', text: 'form' });
    return pair.playground.as(TEACHER.id).conversation('personal').messages.at(-1)?.id ?? '';
  };

  it('replaces the card with the answer to Action.Execute, for that person', async () => {
    const activityId = await openForm();
    const inputs = { what: 'Something', danger: 'concern' };
    const outcome = await pair.playground.as(TEACHER.id).pressAction({ activityId, action: 'Send report', inputs });
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
    expect(JSON.stringify(pair.playground.as(TEACHER.id).conversation('personal').messages.at(-1)?.cards)).toContain(
      'Recorded',
    );
  });

  it('shows a message answer as a toast and leaves the card', async () => {
    const activityId = await openForm();
    const outcome = await pair.playground.as(TEACHER.id).pressAction({ activityId, action: 'help' });
    expect(outcome).toMatchObject({ kind: 'toast', text: 'Ring the duty number.' });
    expect(JSON.stringify(pair.playground.as(TEACHER.id).conversation('personal').messages.at(-1)?.cards)).toContain(
      'Report a concern',
    );
  });

  it('refuses to send what a Teams client would not send', async () => {
    const activityId = await openForm();
    const teacher = pair.playground.as(TEACHER.id);
    await expect(teacher.pressAction({ activityId, action: 'Send report' })).rejects.toThrow(
      'Please write what happened',
    );
    await expect(teacher.pressAction({ activityId, action: 'Nothing like it' })).rejects.toThrow('Send report');
    await expect(pair.playground.as(GUEST.id).pressAction({ activityId, action: 'help' })).rejects.toThrow(
      'no conversation',
    );
  });

  it('fails without touching the card when the bot answers with an error', async () => {
    const activityId = await openForm();
    pair.bot.answerNext(500);
    const outcome = await pair.playground.as(TEACHER.id).pressAction({ activityId, action: 'help' });
    expect(outcome).toMatchObject({ kind: 'failed', text: 'Something went wrong. Please try again.' });
  });

  it('opens a dialog from a button, keeps it open for corrections and ends with a message', async () => {
    const teacher = pair.playground.as(TEACHER.id);
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
    pair.bot.answerNext(503);
    expect((await teacher.submitDialog({ dialogId, inputs })).kind).toBe('failed');
    const end = await teacher.submitDialog({ dialogId, inputs: { ...inputs, who: 'Somebody' } });
    expect(end).toMatchObject({ kind: 'dialog-message', text: 'Recorded. Thank you.' });
    await expect(teacher.submitDialog({ dialogId, inputs })).rejects.toThrow('not open');
  });

  it('sends a plain Action.Submit as a message with a value and no text', async () => {
    const teacher = pair.playground.as(TEACHER.id);
    await teacher.say({ conversation: 'personal', text: 'buttons' });
    const activityId = teacher.conversation('personal').messages.at(-1)?.id ?? '';
    const { activity } = await teacher.pressAction({ activityId, action: 'Send plainly' });
    expect(activity).toMatchObject({ type: 'message', value: { plain: 'yes' }, replyToId: activityId });
    expect(activity).not.toHaveProperty('text');
  });

  it('carries the message into a command on a message', async () => {
    const { messageId } = await pair.playground.as(DSL.id).say({ conversation: STAFFROOM, text: 'a worrying text' });
    const teacher = pair.playground.as(TEACHER.id);
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
    const stranger = pair.playground
      .as(TEACHER.id)
      .openCommand({ commandId: 'x', commandContext: 'message', message: 'none' });
    await expect(stranger).rejects.toThrow('no message');
  });
});

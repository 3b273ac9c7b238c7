import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderModal } from '../../../adapters/slack/render.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import { nothing, show } from '../../../src/core/replies.ts';
import {
  makeCommand,
  makeEvent,
  makeInteraction,
  makePress,
  makeSubmit,
  signRequest,
} from '../../contract/slack/payloads.ts';
import { noteForm } from '../../support/desk-form.ts';
import { openSlackDesk, SECRET, type SlackDesk } from './desk.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const ACTOR = { teamId: 'T1', userId: 'U1' };
const NOTE = noteForm();
const MENTION = {
  type: 'app_mention',
  user: 'U1',
  channel: 'C1',
  ts: '1.1',
  text: '<@UBOT> help',
};
const HOME = makeEvent('T1', { type: 'app_home_opened', user: 'U1', tab: 'home' });

describe('what reaches the program over HTTP', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    desk.events.length = 0;
  });
  const now = Math.floor(Date.now() / 1000);
  const body = JSON.stringify(HOME);

  it('is taken with Slack’s signature over the body as it arrived', async () => {
    expect(await desk.post(signRequest(body, JSON_TYPE, SECRET))).toEqual({ status: 200 });
    expect(desk.events).toHaveLength(1);
  });

  it.each([
    ['another secret', signRequest(body, JSON_TYPE, 'another')],
    ['six minutes ago', signRequest(body, JSON_TYPE, SECRET, now - 360)],
    ['six minutes ahead', signRequest(body, JSON_TYPE, SECRET, now + 360)],
    ['another body', { ...signRequest(body, JSON_TYPE, SECRET), body: `${body} ` }],
    ['no signature', { body, headers: { 'content-type': JSON_TYPE } }],
    [
      'no time',
      {
        body,
        headers: { ...signRequest(body, JSON_TYPE, SECRET).headers, 'x-slack-request-timestamp': 'now' },
      },
    ],
    [
      'a signature of other signs',
      {
        body,
        headers: { ...signRequest(body, JSON_TYPE, SECRET).headers, 'x-slack-signature': `v0=${'é'.repeat(64)}` },
      },
    ],
  ])('is refused with %s', async (_, request) => {
    expect((await desk.post(request)).status).toBe(401);
    expect(desk.events).toEqual([]);
  });

  it('is refused from a workspace that is not served', async () => {
    const elsewhere = JSON.stringify({ ...HOME, team_id: 'T2', authorizations: [{ team_id: 'T2', user_id: 'UBOT' }] });
    expect((await desk.post(signRequest(elsewhere, JSON_TYPE, SECRET))).status).toBe(403);
    expect(desk.events).toEqual([]);
  });

  it('answers Slack’s question whose address it is', async () => {
    const asked = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect(await desk.post(signRequest(asked, JSON_TYPE, SECRET))).toEqual({ status: 200, body: 'abc' });
    expect((await desk.post({ body: asked, headers: { 'content-type': JSON_TYPE } })).status).toBe(401);
    expect((await desk.post(signRequest('ssl_check=1&token=x', FORM, SECRET))).status).toBe(200);
  });

  it.each(['{', '[]', 'null', '"text"'])('is refused when it is no payload: %s', async (text) => {
    expect((await desk.post(signRequest(text, JSON_TYPE, SECRET))).status).toBe(400);
  });

  it('is refused when a form holds no payload', async () => {
    for (const text of ['payload=%7B', 'payload=%', 'payload=[]'])
      expect((await desk.post(signRequest(text, FORM, SECRET))).status).toBe(400);
  });

  it('reads a payload wherever it stands in the form', async () => {
    const press = makeInteraction({
      type: 'nothing of ours',
      team: { id: 'T1' },
      user: { id: 'U1' },
      actions: [{}],
      text: 'a+b & c',
    });
    expect((await desk.post(signRequest(press, FORM, SECRET))).status).toBe(200);
    expect((await desk.post(signRequest(`a=b&${press}`, FORM, SECRET))).status).toBe(200);
    expect(desk.events).toEqual([]);
  });

  it('is refused in words when the app was installed for a whole organisation', async () => {
    const command =
      'command=%2Fesafety&text=report&team_id=T1&user_id=U1&channel_id=C1&trigger_id=1&is_enterprise_install=true';
    const answer = await desk.post(signRequest(command, FORM, SECRET));
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('whole organisation');
    expect(answer.body).toContain('NOT saved');
    const event = { ...HOME, authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_enterprise_install: true }] };
    expect((await desk.tells(event)).status).toBe(403);
    expect(desk.events).toEqual([]);
  });

  it('says nothing in the log but what was refused', () => {
    expect(desk.logLines.join('\n')).not.toMatch(/esafety|report|abc|xoxb/);
  });
});

describe('a workspace whose token cannot be looked up', () => {
  it('is served while Slack does not say whose token it is', async () => {
    const desk = await openSlackDesk();
    desk.api.answer('auth.test', () => ({ httpStatus: 503 }));
    const fresh = await openSlackDesk({ apiUrl: desk.api.url });
    expect((await fresh.tells(HOME)).status).toBe(200);
    expect(fresh.events).toHaveLength(1);
    await fresh.close();
    await desk.close();
  });
});

/** The three things a person does, from this workspace. */
function actsIn(desk: SlackDesk, changes: Record<string, unknown> = {}) {
  const responseUrl = new URL('/respond/1', desk.api.url).href;
  const dialog = { id: 'V1', hash: 'h', userId: 'U1', view: renderModal(describeView(NOTE)) };
  const element = { type: 'button', action_id: 'esafety:press:view-case:0', value: '{"case":"c1"}' };
  const message = { channelId: 'C1', ts: '10.1', threadTs: null, text: 't', blocks: [] };
  const press = makePress(ACTOR, { element, blockId: 'b' }, { message, ephemeral: false, triggerId: '1', responseUrl });
  const command = makeCommand(ACTOR, { text: 'report', channelId: 'C1', triggerId: '1', responseUrl });
  const wide = 'is_enterprise_install' in changes ? '&is_enterprise_install=true' : '';
  return {
    sends: () => desk.interacts({ ...makeSubmit(ACTOR, dialog, { note: 'Typed.' }, '1'), ...changes }),
    presses: () => desk.interacts({ ...press, ...changes }),
    commands: () =>
      desk.post(signRequest(`${command.replace('is_enterprise_install=false&', '')}${wide}`, FORM, SECRET)),
  };
}

async function expectWords(desk: SlackDesk, acts: ReturnType<typeof actsIn>, words: RegExp): Promise<void> {
  const sent = await acts.sends();
  expect(sent.status).toBe(200);
  expect(JSON.parse(String(sent.body ?? '{}'))).toMatchObject({
    response_action: 'errors',
    errors: { note: expect.stringMatching(/NOT saved.*999/) },
  });
  const commanded = await acts.commands();
  expect(JSON.parse(String(commanded.body ?? '{}'))).toMatchObject({ response_type: 'ephemeral' });
  expect(commanded.body).toMatch(/NOT saved.*999/);
  await acts.presses();
  const [told] = desk.api.callsOf('respond/1');
  expect(told).toMatchObject({ response_type: 'ephemeral' });
  expect(JSON.stringify(told)).toMatch(words);
  expect(JSON.stringify(told)).toContain('999');
  expect(desk.events).toEqual([]);
}

describe('a person who cannot be served is told so in words', () => {
  let desk: SlackDesk;
  afterEach(async () => {
    vi.useRealTimers();
    await desk.close();
  });

  it('of a whole organisation’s installation', async () => {
    desk = await openSlackDesk();
    await expectWords(desk, actsIn(desk, { is_enterprise_install: true }), /whole organisation/);
    const home = { ...HOME, authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_enterprise_install: true }] };
    expect((await desk.tells(home)).status).toBe(403);
    expect(JSON.stringify(desk.api.callsOf('views.publish'))).toMatch(/whole organisation.*999/);
  });

  it.each(['away', 'silent'] as const)('while the store is %s and nothing is remembered', async (is) => {
    desk = await openSlackDesk({ botToken: null });
    desk.store.is = is;
    await expectWords(desk, actsIn(desk), /Nothing was changed/);
    expect((await desk.tells(makeEvent('T1', MENTION))).status).toBe(503);
  });

  it('and is served from memory as long as the store is away', async () => {
    desk = await openSlackDesk({ botToken: null });
    desk.kept.set('T1', { botToken: 'xoxb-kept', botUserId: 'UBOT', botId: 'BBOT' });
    expect((await desk.tells(HOME)).status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    desk.store.is = 'away';
    const later = signRequest(JSON.stringify(HOME), JSON_TYPE, SECRET, Math.floor(Date.now() / 1000));
    expect((await desk.post(later)).status).toBe(200);
    desk.store.is = 'there';
    desk.kept.clear();
    vi.setSystemTime(Date.now() + 60_000);
    const removed = signRequest(JSON.stringify(HOME), JSON_TYPE, SECRET, Math.floor(Date.now() / 1000));
    expect((await desk.post(removed)).status).toBe(403);
    expect(desk.events).toHaveLength(2);
  });
});

describe('a mention whose answer takes longer than Slack waits', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await openSlackDesk();
    desk.answers(show({ name: 'notice', notice: 'not-allowed' }));
  });
  afterEach(() => desk.close());

  const hold = () => {
    let release: (answer: { ok: boolean; error?: string }) => void = () => undefined;
    const held = new Promise<{ ok: boolean; error?: string }>((resolve) => (release = resolve));
    desk.api.answer('chat.postEphemeral', () => held);
    return (answer: { ok: boolean; error?: string }) => release(answer);
  };

  it('is asked for again, and answered once', async () => {
    const release = hold();
    const mention = makeEvent('T1', MENTION);
    expect((await desk.tells(mention)).status).toBe(503);
    const again = desk.tells(mention);
    release({ ok: true });
    expect((await again).status).toBe(200);
    expect(desk.events).toHaveLength(1);
    desk.answers(nothing);
    expect((await desk.tells(mention)).status).toBe(200);
    expect(desk.api.callsOf('chat.postEphemeral')).toHaveLength(1);
  });

  it('is handled anew when the first answer reached nobody', async () => {
    const release = hold();
    desk.api.answer('chat.postMessage', () => ({ httpStatus: 503 }));
    const mention = makeEvent('T1', MENTION);
    expect((await desk.tells(mention)).status).toBe(503);
    const again = desk.tells(mention);
    release({ ok: false, error: 'is_archived' });
    expect((await again).status).toBe(503);
    expect(desk.forgotten).toHaveLength(1);
    desk.api.answer('chat.postEphemeral', () => ({ ok: true }));
    expect((await desk.tells(mention)).status).toBe(200);
    expect(desk.events).toHaveLength(2);
  });
});

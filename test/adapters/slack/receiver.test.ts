import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeEvent, makeInteraction, signRequest } from '../../contract/slack/payloads.ts';
import { openSlackDesk, SECRET, type SlackDesk } from './desk.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
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
    expect(answer.body).toContain('Nothing was saved');
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

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInstallStates, STATE_LIFETIME_SECONDS } from '../../../adapters/slack/install-state.ts';
import { BOT_SCOPES } from '../../../adapters/slack/scopes.ts';
import { makeEvent } from '../../contract/slack/payloads.ts';
import { openSlackDesk, type SlackDesk } from './desk.ts';

const OAUTH = {
  clientId: '1.2',
  clientSecret: 'client-secret',
  stateSecret: 'state-secret',
  publicUrl: 'https://esafety.school.example',
};
const GRANTED = {
  ok: true,
  access_token: 'xoxb-granted',
  bot_user_id: 'UBOT',
  team: { id: 'T1', name: 'Larkfield' },
  enterprise: null,
  is_enterprise_install: false,
};

describe('installing the app in a workspace', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await openSlackDesk({ botToken: null, oauth: OAUTH });
    desk.api.answer('oauth.v2.access', () => GRANTED);
  });
  afterEach(() => desk.close());

  async function begin() {
    const { status, headers = {} } = await desk.get('/slack/install');
    expect(status).toBe(302);
    const page = new URL(headers.location ?? '');
    const [cookie = ''] = (headers['set-cookie'] ?? '').split(';');
    return { page, cookie, attributes: headers['set-cookie'] ?? '', state: page.searchParams.get('state') ?? '' };
  }
  const finish = (given: { state: string; code?: string; error?: string }, cookie?: string) =>
    desk.get('/slack/oauth_redirect', {
      query: new URLSearchParams(given).toString(),
      ...(cookie === undefined ? {} : { cookie }),
    });

  it('leads to Slack’s page with the manifest’s permissions and a cookie that only this browser has', async () => {
    const { page, attributes } = await begin();
    expect(page.pathname).toBe('/oauth/v2/authorize');
    expect(page.searchParams.get('scope')?.split(',')).toEqual([...BOT_SCOPES]);
    expect(page.searchParams.get('redirect_uri')).toBe('https://esafety.school.example/slack/oauth_redirect');
    expect(page.href).not.toContain('secret');
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/slack', `Max-Age=${STATE_LIFETIME_SECONDS}`])
      expect(attributes).toContain(attribute);
  });

  it('keeps the token that Slack gives, and serves the workspace from then on', async () => {
    const { state, cookie } = await begin();
    const home = makeEvent('T1', { type: 'app_home_opened', user: 'U1', tab: 'home' });
    expect((await desk.tells(home)).status).toBe(403);
    const page = await finish({ state, code: 'c0de' }, `other=1; ${cookie}`);
    expect(page).toMatchObject({ status: 200 });
    expect(page.body).toContain('e-safety is installed');
    expect(page.body).toContain('T1');
    expect(page.body).not.toContain('xoxb');
    expect(desk.kept.get('T1')).toMatchObject({
      botToken: 'xoxb-granted',
      botUserId: 'UBOT',
      botId: 'BBOT',
      teamName: 'Larkfield',
    });
    expect(desk.api.callsOf('oauth.v2.access')).toMatchObject([{ code: 'c0de', client_secret: 'client-secret' }]);
    expect((await desk.tells(home)).status).toBe(200);
    expect(desk.events).toHaveLength(1);
    expect(desk.logLines.join('\n')).not.toMatch(/xoxb|c0de|client-secret/);
  });

  it('takes a state once, from the browser that began, and as it was issued', async () => {
    const { state, cookie } = await begin();
    const other = await begin();
    for (const [given, own] of [
      [state, undefined],
      [state, other.cookie],
      [`${state.slice(0, -4)}AAAA`, cookie],
      [state.replace(/^\d+/, (until) => String(Number(until) + 600)), cookie],
      ['', cookie],
    ] as const)
      expect((await finish({ state: given, code: 'c' }, own)).status).toBe(400);
    expect((await finish({ state, code: 'c' }, cookie)).status).toBe(200);
    expect((await finish({ state, code: 'c' }, cookie)).status).toBe(400);
    expect(desk.api.callsOf('oauth.v2.access')).toHaveLength(1);
  });

  it('says so when nothing was installed', async () => {
    const first = await begin();
    expect((await finish({ state: first.state, error: 'access_denied' }, first.cookie)).body).toContain(
      'You chose not to',
    );
    const second = await begin();
    desk.api.answer('oauth.v2.access', () => ({ ...GRANTED, is_enterprise_install: true, team: null }));
    expect((await finish({ state: second.state, code: 'c' }, second.cookie)).body).toContain('whole organisation');
    const third = await begin();
    desk.api.answer('oauth.v2.access', () => ({ ok: false, error: 'invalid_code' }));
    expect(await finish({ state: third.state, code: 'c' }, third.cookie)).toMatchObject({ status: 502 });
    expect(desk.kept.size).toBe(0);
  });

  describe('and removing it', () => {
    const removed = (seconds: number) => ({ ...makeEvent('T1', { type: 'app_uninstalled' }), event_time: seconds });
    beforeEach(() => {
      desk.kept.set('T1', { botToken: 'xoxb-granted', botUserId: 'UBOT', botId: 'BBOT', installedAtSeconds: '1000' });
    });

    it('forgets the token', async () => {
      expect((await desk.tells(removed(2000))).status).toBe(200);
      expect(desk.kept.size).toBe(0);
      expect((await desk.tells(makeEvent('T1', { type: 'app_home_opened', user: 'U1', tab: 'home' }))).status).toBe(
        403,
      );
    });

    it('keeps the token of a later installation', async () => {
      await desk.tells(removed(900));
      expect(desk.kept.has('T1')).toBe(true);
    });

    it('forgets it when the bot’s token was taken back, and not when a person’s was', async () => {
      await desk.tells(makeEvent('T1', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }));
      expect(desk.kept.has('T1')).toBe(true);
      await desk.tells(makeEvent('T1', { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOT'] } }));
      expect(desk.kept.has('T1')).toBe(false);
    });
  });
});

describe('the state of an installation', () => {
  it('ends after ten minutes, and another secret’s is worth nothing', () => {
    const states = createInstallStates('one');
    const issued = states.issue(1000);
    expect(createInstallStates('two').redeem(issued, 1001)).toBe(false);
    expect(states.redeem(issued, 1001 + STATE_LIFETIME_SECONDS)).toBe(false);
    expect(states.redeem(issued, 1001)).toBe(true);
    expect(createInstallStates('one').redeem(states.issue(1000), 1001)).toBe(true);
  });
});

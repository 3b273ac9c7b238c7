import { webApi } from '@slack/bolt';
import type { Installations } from '../../src/core/ports.ts';
import type { RawRequest, RawResponse, Route } from '../../src/http-types.ts';
import { describeError, type Log } from '../../src/log.ts';
import { createInstallStates, STATE_LIFETIME_SECONDS } from './install-state.ts';
import { BOT_SCOPES } from './scopes.ts';
import { SLACK_API_URL, type SlackSettings } from './settings.ts';
import { INSTALL_PAGES } from './words.ts';
import { clientOptionsOf, type Workspaces } from './workspaces.ts';

const COOKIE = 'esafety-slack-install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** What installing works with. */
export interface InstallParts {
  installations: Installations;
  workspaces: Workspaces;
  log: Log;
}

/** The pages through which a workspace installs the app: to Slack's own page and back. */
export function installRoutes(
  settings: SlackSettings,
  oauth: NonNullable<SlackSettings['oauth']>,
  { installations, workspaces, log }: InstallParts,
): Route[] {
  const states = createInstallStates(oauth.stateSecret);
  const redirectUri = new URL(REDIRECT_PATH, oauth.publicUrl).href;
  const secure = redirectUri.startsWith('https:') ? '; Secure' : '';

  async function begin(): Promise<RawResponse> {
    const { state, cookie } = states.issue(nowSeconds());
    const page = new URL('/oauth/v2/authorize', settings.apiUrl ?? SLACK_API_URL);
    page.search = new URLSearchParams({
      client_id: oauth.clientId,
      scope: BOT_SCOPES.join(','),
      redirect_uri: redirectUri,
      state,
    }).toString();
    return {
      status: 302,
      headers: {
        location: page.href,
        'set-cookie': `${COOKIE}=${cookie}; Path=/slack; HttpOnly; SameSite=Lax; Max-Age=${STATE_LIFETIME_SECONDS}${secure}`,
      },
    };
  }

  async function finish(request: RawRequest): Promise<RawResponse> {
    const query = new URLSearchParams(request.query);
    const given = { state: query.get('state') ?? '', cookie: readCookie(request.headers.cookie) };
    if (!states.redeem(given, nowSeconds())) return makePage(400, INSTALL_PAGES.expired);
    const code = query.get('code');
    if (query.get('error') || !code) return makePage(200, INSTALL_PAGES.cancelled);
    try {
      const client = new webApi.WebClient(undefined, clientOptionsOf(settings));
      const granted = await client.oauth.v2.access({
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        code,
        redirect_uri: redirectUri,
      });
      const { access_token: botToken, bot_user_id: botUserId, team } = granted;
      if (granted.is_enterprise_install || !team?.id) return makePage(200, INSTALL_PAGES.organisation);
      if (!botToken || !botUserId) return makePage(502, INSTALL_PAGES.failed);
      const identity = await new webApi.WebClient(botToken, clientOptionsOf(settings)).auth.test();
      await installations.save(team.id, {
        botToken,
        botUserId,
        botId: identity.bot_id ?? '',
        teamName: team.name ?? '',
        installedAtSeconds: String(nowSeconds()),
      });
      workspaces.forget(team.id);
      log.info('workspace installed', { platform: 'slack' });
      return makePage(200, INSTALL_PAGES.done, team.id);
    } catch (error) {
      log.error('installation failed', { platform: 'slack', ...describeError(error) });
      return makePage(502, INSTALL_PAGES.failed);
    }
  }

  return [
    { method: 'GET', path: '/slack/install', handle: begin },
    { method: 'GET', path: REDIRECT_PATH, handle: finish },
  ];
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function readCookie(header = ''): string {
  const found = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? '';
}

/** A page of one sentence. The address holds Slack's code: it is gone from the browser's history after this page. */
function makePage(status: number, { title, text }: { title: string; text: string }, teamId?: string): RawResponse {
  const id = teamId && /^\w+$/.test(teamId) ? ` <strong>${teamId}</strong>.` : '';
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': `${COOKIE}=; Path=/slack; HttpOnly; SameSite=Lax; Max-Age=0`,
    },
    body: `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${text}${id}</p></main></body>
</html>
`,
  };
}

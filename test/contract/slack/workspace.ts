import { createServer } from 'node:net';
import { createEmulator } from 'emulate';
import { BOT_SCOPES } from '../../../adapters/slack/scopes.ts';
import type { StaffRow } from '../../../src/core/people/staff-row.ts';
import type { Who } from '../driver.ts';

/** The program's bot in this workspace. */
export const BOT = { token: 'xoxb-contract-bot', userId: 'U0ESAFETY1', botId: 'B0ESAFETY1', appId: 'A0ESAFETY1' };
/** Another bot, as a member list could name it. */
const OTHER_APP = { userId: 'U0OTHERAPP', botId: 'B0OTHERAPP', appId: 'A0OTHERAPP' };
/** How a workspace registers the app for several workspaces. */
export const OAUTH = { clientId: '1000.2000', clientSecret: 'contract-client-secret' };
const ADMIN_TOKEN = 'xoxp-contract-admin';

/** Accounts of the workspace that belong to nobody on the staff. */
const OTHERS = [
  { name: 'Gus Guest', email: 'gus@partner.example' },
  { name: 'Uma Unknown', email: 'uma.unknown@larkfield-demo.example' },
];
const STAFFROOM: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Olive', 'Nia', 'Ada'];
const CASES: Who[] = ['Dana', 'Dev', 'Hope'];

/** Slack's Web API with the school's people and two channels in it. */
export interface SlackWorkspace {
  /** Where the emulated Web API listens. */
  url: string;
  teamId: string;
  casesChannel: string;
  staffChannel: string;
  caseMembers: string[];
  guestIds: string[];
  accountOf(who: Who | 'app'): string;
  /** Calls the Web API as the bot, without the program. */
  callAsBot(method: string, args: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Starts a workspace in which everybody on a staff list has an account, and a few others besides. */
export async function startWorkspace(rows: readonly StaffRow[], redirectUri: string): Promise<SlackWorkspace> {
  const people = [...rows.map(({ name, email }) => ({ name, email })), ...OTHERS].filter(
    ({ email }, index, all) => all.findIndex((each) => each.email === email) === index,
  );
  const port = await findFreePort();
  const emulator = await createEmulator({ service: 'slack', port, seed: { slack: makeSeed(people, redirectUri) } });
  const url = `http://127.0.0.1:${port}`;
  const call = async (token: string, method: string, args: Record<string, unknown>) => {
    const response = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`${method}: ${answer.error}`);
    return answer;
  };
  const listed = (await call(ADMIN_TOKEN, 'users.list', {})).members as { id: string; real_name: string }[];
  const ids = new Map(listed.map(({ id, real_name }) => [real_name.split(' ')[0], id]));
  const accountOf = (who: Who | 'app'): string => (who === 'app' ? OTHER_APP.userId : (ids.get(who) ?? ''));
  const createChannel = async (name: string, isPrivate: boolean, members: Who[]): Promise<string> => {
    const { channel } = await call(ADMIN_TOKEN, 'conversations.create', { name, is_private: isPrivate });
    const { id } = channel as { id: string };
    await call(ADMIN_TOKEN, 'conversations.invite', {
      channel: id,
      users: [BOT.userId, ...members.map(accountOf)].join(','),
    });
    return id;
  };
  const identity = await call(BOT.token, 'auth.test', {});
  return {
    url,
    teamId: String(identity.team_id),
    casesChannel: await createChannel('safeguarding-cases', true, CASES),
    staffChannel: await createChannel('staffroom', false, STAFFROOM),
    caseMembers: CASES.map(accountOf),
    guestIds: [accountOf('Gus')],
    accountOf,
    callAsBot: (method, args) => call(BOT.token, method, args),
    close: () => emulator.close(),
  };
}

function makeSeed(people: { name: string; email: string }[], redirectUri: string) {
  const appOf = (app: typeof OTHER_APP, name: string, more: object) => ({
    app_id: app.appId,
    client_secret: 'unused',
    name,
    redirect_uris: [redirectUri],
    bot_id: app.botId,
    bot_user_id: app.userId,
    ...more,
  });
  return {
    strict_scopes: true,
    users: people.map(({ name, email }) => ({ name: email.split('@')[0], real_name: name, email })),
    oauth_apps: [
      appOf(BOT, 'e-safety', {
        client_id: OAUTH.clientId,
        client_secret: OAUTH.clientSecret,
        bot_name: 'esafety',
        scopes: [...BOT_SCOPES],
      }),
      appOf(OTHER_APP, 'Another app', { client_id: 'other', bot_name: 'another-app', scopes: [] }),
    ],
    tokens: [
      { token: ADMIN_TOKEN, user: 'admin' },
      {
        token: BOT.token,
        type: 'bot',
        user_id: BOT.userId,
        app_id: BOT.appId,
        bot_id: BOT.botId,
        bot_user_id: BOT.userId,
        scopes: [...BOT_SCOPES],
      },
    ],
  };
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import { renderModal } from '../../adapters/slack/render.ts';
import { describe } from '../../cards/describe.ts';
import { makeInteraction, makeSubmit, signRequest } from '../../test/contract/slack/payloads.ts';
import { wireRequest } from '../load.ts';
import { type Door, TYPED } from './door.ts';
import { startFakeApi } from './fake-api.ts';
import { emptyReportForm } from './report-form.ts';

const SIGNING_SECRET = 'bench-signing-secret';
const TEAM_ID = 'T0BENCH01';
const FORM = 'application/x-www-form-urlencoded';
const KEY = '{the form}';

/** Slack over HTTP: requests signed for each body. */
export async function openSlackDoor(): Promise<Door> {
  const api = await startFakeApi((path) => {
    const channel = path.endsWith('conversations.open') ? { id: 'D0BENCH01' } : 'D0BENCH01';
    const bot = { team_id: TEAM_ID, user_id: 'U0BOT0001', bot_id: 'B0BOT0001' };
    return { ok: true, ...(path.endsWith('auth.test') ? bot : { channel, ts: '1700000000.000100', members: [] }) };
  });
  const view = { ...renderModal(describe(emptyReportForm(KEY))) };
  const stored = { id: 'V0BENCH', hash: '1', userId: 'U', view };
  const payload = JSON.stringify(
    makeSubmit({ teamId: TEAM_ID, userId: '{the person}' }, stored, TYPED, '{the trigger}'),
  );
  return {
    platform: 'slack',
    workspaceId: TEAM_ID,
    variables: {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: `${api.url}/api/`,
    },
    expected: 'ES-20\\d\\d-',
    bare: [
      { name: 'bare Bolt, one insert', file: 'bare-bolt.ts', goal: 1 },
      { name: 'bare Bolt, three inserts as one statement', file: 'bare-bolt-three.ts', goal: null },
    ],
    submit: ({ accountId }, number) => {
      const text = payload
        .replaceAll('{the person}', accountId)
        .replaceAll(KEY, `form-${number}`)
        .replaceAll('{the trigger}', `1.2.${number}`);
      const { body, headers } = signRequest(makeInteraction(JSON.parse(text)), FORM, SIGNING_SECRET);
      return wireRequest('/slack/events', headers, body);
    },
    stop: api.stop,
  };
}

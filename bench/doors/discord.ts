import { encodeCustomId } from '../../adapters/discord/custom-id.ts';
import { layOutPages } from '../../adapters/discord/modal-pages.ts';
import { describe } from '../../cards/describe.ts';
import type { Form } from '../../cards/model.ts';
import { makeDiscordKeys, signRequest } from '../../test/contract/discord/keys.ts';
import { wireRequest } from '../load.ts';
import { type Door, TYPED } from './door.ts';
import { startFakeApi } from './fake-api.ts';
import { emptyReportForm } from './report-form.ts';

const APPLICATION_ID = '900000000000000001';
const GUILD_ID = '800000000000000001';
const CHANNEL_ID = '700000000000000001';
const TEXT_INPUT = 4;

/**
 * Discord over HTTP: each body signed with Ed25519. The last page of the short form is sent by somebody whose form this process
 * has not seen, as behind a load balancer: the kept form is looked for and the form opened again before it is sent.
 */
export async function openDiscordDoor(): Promise<Door> {
  const keys = makeDiscordKeys();
  const api = await startFakeApi(() => ({ id: '600000000000000001', channel_id: CHANNEL_ID }));
  const pages = layOutPages(describe(emptyReportForm('key', 'quick-report')) as Form);
  const { date: _, time: __, category: ___, place: ____, ...asked } = TYPED;
  const components = Object.entries(asked).map(([id, value]) => ({
    type: 18,
    component: { type: TEXT_INPUT, custom_id: id, value },
  }));
  return {
    platform: 'discord',
    workspaceId: GUILD_ID,
    variables: {
      DISCORD_APPLICATION_ID: APPLICATION_ID,
      DISCORD_PUBLIC_KEY: keys.publicKeyHex,
      DISCORD_BOT_TOKEN: 'bench-token',
      DISCORD_API_URL: api.url,
    },
    expected: 'ES-20\\d\\d-',
    bare: [
      { name: 'bare node:http with node:crypto, three inserts as one statement', file: 'bare-http.ts', goal: 0.5 },
    ],
    submit: ({ accountId }, number) => {
      const user = { id: accountId, username: 'somebody', discriminator: '0' };
      const ids = { key: `form-${number}`, variant: 'quick-report' };
      const body = JSON.stringify({
        id: String(1_100_000_000_000_000_000n + BigInt(number)),
        application_id: APPLICATION_ID,
        token: `token-${number}`,
        type: 5,
        version: 1,
        guild_id: GUILD_ID,
        channel_id: CHANNEL_ID,
        channel: { id: CHANNEL_ID, type: 0 },
        member: { user, roles: [] },
        context: 0,
        data: {
          custom_id: encodeCustomId({ act: 'page', name: 'quick-report', ids, page: pages.length - 1 }),
          components,
        },
      });
      return wireRequest('/discord/interactions', signRequest(keys, body), body);
    },
    stop: api.stop,
  };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClick } from '../../test/contract/google-chat/events.ts';
import { makeKeyFile, publishedKeys } from '../../test/contract/google-chat/keys.ts';
import { audienceOf, makeToken } from '../../test/contract/google-chat/tokens.ts';
import { wireRequest } from '../load.ts';
import { type Door, TYPED } from './door.ts';
import { startFakeApi } from './fake-api.ts';

const DOMAIN_ID = 'bench00';

/** Google Chat: tokens signed with a local key, really checked. */
export async function openGoogleChatDoor(): Promise<Door> {
  const api = await startFakeApi((path) => {
    if (path === '/certs') return publishedKeys();
    if (path === '/token') return { access_token: 'token', expires_in: 3600, token_type: 'Bearer' };
    return { name: 'spaces/BENCH/messages/1.1', thread: { name: 'spaces/BENCH/threads/1' } };
  });
  const folder = mkdtempSync(join(tmpdir(), 'esafety-bench-'));
  const credentials = join(folder, 'key.json');
  writeFileSync(credentials, makeKeyFile(`${api.url}/token`), { mode: 0o600 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${makeToken('classic')}` };
  const eventTime = new Date().toISOString();
  return {
    platform: 'google-chat',
    workspaceId: DOMAIN_ID,
    variables: {
      GOOGLE_CHAT_AUDIENCE: audienceOf('classic'),
      GOOGLE_APPLICATION_CREDENTIALS: credentials,
      GOOGLE_CHAT_API_URL: api.url,
      GOOGLE_CERTS_URL: `${api.url}/certs`,
    },
    expected: 'ES-20\\d\\d-',
    bare: [
      { name: 'bare node:http with node:crypto, three inserts as one statement', file: 'bare-http.ts', goal: 0.5 },
    ],
    submit: ({ accountId, address }, number) => {
      const person = { name: accountId, displayName: 'Somebody', email: 'somebody@bench.example', domainId: DOMAIN_ID };
      const space = {
        name: `spaces/${address}`,
        spaceType: 'DIRECT_MESSAGE' as const,
        members: [],
        groups: 0,
        discoverable: false,
        trouble: 'none' as const,
      };
      const parameters = { act: 'submit', name: 'report', key: `form-${number}` };
      const event = makeClick(
        'classic',
        { person, space, eventTime },
        {
          on: null,
          function: 'esafety',
          parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
          formInputs: toFormInputs(TYPED),
          dialog: 'SUBMIT_DIALOG',
        },
      );
      return wireRequest('/google-chat/events', headers, JSON.stringify(event));
    },
    stop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await api.stop();
    },
  };
}

function toFormInputs(values: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, toInput(id, value)]));
}

function toInput(id: string, value: string): unknown {
  if (id === 'date') return { dateInput: { msSinceEpoch: String(Date.parse(value)) } };
  if (id === 'time') return { timeInput: { hours: Number(value.slice(0, 2)), minutes: Number(value.slice(3)) } };
  return { stringInputs: { value: [value] } };
}

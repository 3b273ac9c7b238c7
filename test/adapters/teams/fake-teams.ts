import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamsSettings } from '../../../adapters/teams/index.ts';

export const APP_ID = '6f1d2c3b-0a1b-4c2d-8e3f-4a5b6c7d8e9f';
export const TENANT_ID = '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9';

/** One call the adapter made. */
export interface Call {
  method: string;
  path: string;
  authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent
  body: any;
}

/** What the connector answers to one call; null drops the connection. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | null;

/** Microsoft's side on loopback: keys, tokens and the connector. */
export interface FakeTeams {
  url: string;
  serviceUrl: string;
  calls: Call[];
  /** Decides what the connector answers; the default accepts everything. */
  answer: (call: Call) => Answer;
  tokenCalls: number;
  keysBroken: boolean;
  settings(changes?: Partial<TeamsSettings>): TeamsSettings;
  /** A token as Teams sends one; claims and header can be forged. */
  sign(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
  stop(): Promise<void>;
}

const keys = new Map<string, { privateKey: KeyObject; jwk: Record<string, unknown> }>();
for (const [kid, endorsements] of [
  ['teams', ['msteams', 'webchat']],
  ['webchat', ['webchat']],
  ['bare', undefined],
  ['stranger', ['msteams']],
] as const) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...(endorsements ? { endorsements } : {}) };
  keys.set(kid, { privateKey, jwk });
}

const acceptAll = ({ method, path }: Call): Answer =>
  method === 'POST' && path === '/v3/conversations'
    ? { status: 201, body: { id: 'a:opened' } }
    : { status: 201, body: { id: '1700000000001' } };

/** Starts Microsoft's side. */
export async function startFakeTeams(): Promise<FakeTeams> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const text = await readText(request);
    const json = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(body === undefined ? '' : JSON.stringify(body));
    };
    if (path === '/openid') return json(fake.keysBroken ? 503 : 200, { jwks_uri: `${fake.url}/keys` });
    if (path === '/keys')
      return json(200, { keys: [...keys.values()].map(({ jwk }) => jwk).filter(({ kid }) => kid !== 'stranger') });
    if (path.endsWith('/oauth2/v2.0/token')) {
      fake.tokenCalls += 1;
      return json(200, { access_token: `token-${fake.tokenCalls}`, expires_in: 3600, token_type: 'Bearer' });
    }
    const call: Call = {
      method: request.method ?? '',
      path: decodeURIComponent(path.replace(/^\/connector/, '')),
      authorization: request.headers.authorization,
      body: text ? JSON.parse(text) : undefined,
    };
    fake.calls.push(call);
    const answer = fake.answer(call);
    if (answer) json(answer.status, answer.body, answer.headers);
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${url}/issuer`;
  const fake: FakeTeams = {
    url,
    serviceUrl: `${url}/connector/`,
    calls: [],
    answer: acceptAll,
    tokenCalls: 0,
    keysBroken: false,
    settings: (changes = {}) => ({
      appId: APP_ID,
      appPassword: 'not-a-secret',
      tenantId: TENANT_ID,
      openIdMetadataUrl: `${url}/openid`,
      tokenIssuer: issuer,
      loginUrl: `${url}/login`,
      anonymousLoopback: false,
      production: false,
      ...changes,
    }),
    sign(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const head = { alg: 'RS256', typ: 'JWT', kid: 'teams', ...header };
      const body = {
        iss: issuer,
        aud: APP_ID,
        serviceurl: fake.serviceUrl,
        nbf: now - 300,
        exp: now + 3300,
        ...claims,
      };
      const signed = [head, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      const key = keys.get(String(head.kid)) ?? keys.get('stranger');
      const signature =
        head.alg === 'none' || !key ? '' : createSign('RSA-SHA256').update(signed).sign(key.privateKey, 'base64url');
      return `${signed}.${signature}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return fake;
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

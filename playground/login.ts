import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText, sendJson } from './http-helpers.ts';
import type { Issuer } from './issuer.ts';

/** What the bot must present to be given a token. */
export interface LoginSettings {
  tenantId: string;
  botAppId: string;
  botAppPassword: string;
}

/** The audience of the tokens the connector takes. */
export const CONNECTOR_AUDIENCE = 'https://api.botframework.com';
const SCOPE = `${CONNECTOR_AUDIENCE}/.default`;
const LIFETIME_SECONDS = 3600;

/** Serves the OAuth 2 client-credentials grant at `/<tenant>/oauth2/v2.0/token`. */
export async function serveLogin(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  issuer: Issuer,
  settings: LoginSettings,
): Promise<void> {
  const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
  const refuse = (status: number, error: string, description: string): void =>
    sendJson(res, status, {
      error,
      error_description: description,
      error_codes: [],
      timestamp: new Date().toISOString(),
    });
  if (!tenant) return refuse(404, 'invalid_request', 'Unknown endpoint.');
  if (req.method !== 'POST') return refuse(405, 'invalid_request', 'AADSTS900561: The endpoint only accepts POST.');
  if (tenant !== settings.tenantId && tenant !== 'botframework.com')
    return refuse(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);

  const form = new URLSearchParams(await readText(req));
  const basic = /^Basic (.+)$/.exec(req.headers.authorization ?? '')?.[1];
  const [basicId, ...basicSecret] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  const clientId = form.get('client_id') ?? (basicId && decodeURIComponent(basicId)) ?? '';
  const secret = form.get('client_secret') ?? decodeURIComponent(basicSecret.join(':'));

  if (form.get('grant_type') !== 'client_credentials')
    return refuse(400, 'unsupported_grant_type', 'AADSTS70003: Only client_credentials is supported.');
  if (form.get('scope') !== SCOPE) return refuse(400, 'invalid_scope', `AADSTS70011: The scope must be ${SCOPE}.`);
  if (clientId !== settings.botAppId)
    return refuse(
      400,
      'unauthorized_client',
      `AADSTS700016: Application '${clientId}' was not found in the directory.`,
    );
  if (!isSame(secret, settings.botAppPassword))
    return refuse(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');

  const nowSeconds = Math.floor(Date.now() / 1000);
  sendJson(res, 200, {
    token_type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    ext_expires_in: LIFETIME_SECONDS,
    access_token: issuer.signForConnector({
      aud: CONNECTOR_AUDIENCE,
      appid: settings.botAppId,
      tid: settings.tenantId,
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + LIFETIME_SECONDS,
    }),
  });
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

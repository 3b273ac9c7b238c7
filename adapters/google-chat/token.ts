import { sign } from 'node:crypto';
import { keepToken, type TokenSource } from '../shared/token-keeper.ts';
import type { Credentials } from './credentials.ts';

/** What the app may do: act as itself in the spaces it is in, and nowhere else. */
const SCOPE = 'https://www.googleapis.com/auth/chat.bot';
/** The longest Google accepts. */
const ASSERTION_SECONDS = 3600;

/**
 * Gets tokens with the service account's key (a signed assertion, RFC 7523) and keeps each until shortly before its end.
 * @param now milliseconds
 */
export function createTokenSource(credentials: Credentials, now: () => number = Date.now): TokenSource {
  return keepToken(
    credentials.tokenUrl,
    () =>
      new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: signAssertion(credentials, Math.floor(now() / 1000)),
      }),
    now,
  );
}

function signAssertion({ clientEmail, keyId, privateKey, tokenUrl }: Credentials, nowSeconds: number): string {
  const header = { alg: 'RS256', typ: 'JWT', ...(keyId ? { kid: keyId } : {}) };
  const claims = {
    iss: clientEmail,
    scope: SCOPE,
    aud: tokenUrl,
    iat: nowSeconds,
    exp: nowSeconds + ASSERTION_SECONDS,
  };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

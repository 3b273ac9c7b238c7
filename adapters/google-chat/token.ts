import { sign } from 'node:crypto';
import { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import { toChatError, waitAtMost } from '../shared/call-errors.ts';
import type { Credentials } from './credentials.ts';

/** The app's own token for calling Google Chat. */
export interface TokenSource {
  /** A valid token. Throws `ChatError`. */
  get(): Promise<string>;
  /** Forgets a token that was refused. */
  forget(): void;
}

/** What the app may do: act as itself in the spaces it is in, and nowhere else. */
const SCOPE = 'https://www.googleapis.com/auth/chat.bot';
/** The longest Google accepts. */
const ASSERTION_SECONDS = 3600;
/** A token is renewed this long before its end, so that none expires on the way. */
const RENEW_EARLY_SECONDS = 300;

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() });

/**
 * Gets tokens with the service account's key (a signed assertion, RFC 7523) and keeps each until shortly before its end.
 * @param now milliseconds
 */
export function createTokenSource(credentials: Credentials, now: () => number = Date.now): TokenSource {
  let kept: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signAssertion(credentials, Math.floor(now() / 1000)),
    });
    const response = await waitAtMost((signal) =>
      fetch(credentials.tokenUrl, { method: 'POST', body, signal, redirect: 'error' }),
    );
    // A key that was withdrawn is for a person to mend: the message waits in the outbox as for any outage.
    if (!response.ok) throw response.status === 429 ? toChatError(response) : new ChatError('unavailable');
    const answer = tokenAnswer.safeParse(await waitAtMost(() => response.json()));
    if (!answer.success) throw new ChatError('unavailable');
    const { access_token: token, expires_in: lifetimeSeconds } = answer.data;
    kept = { token, until: now() + (lifetimeSeconds - Math.min(RENEW_EARLY_SECONDS, lifetimeSeconds / 2)) * 1000 };
    return token;
  }

  return {
    async get() {
      if (kept && kept.until > now()) return kept.token;
      pending ??= renew().finally(() => {
        pending = null;
      });
      return pending;
    },
    forget() {
      kept = null;
    },
  };
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

import { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import { toChatError, waitAtMost } from './call-errors.ts';

/** The program's own token for calling a platform. */
export interface TokenSource {
  /** A valid token; null where none is needed. Throws `ChatError`. */
  get(): Promise<string | null>;
  /** Forgets a token that was refused. */
  forget(): void;
}

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() });
/** A token is renewed this long before its end, so that none expires on the way. */
const RENEW_EARLY_SECONDS = 300;

/**
 * Keeps a token (OAuth 2) until shortly before its end; those who need a new one at the same moment share the request.
 * @param url where tokens are given
 * @param makeBody what is asked for, made anew for each request
 * @param now milliseconds
 */
export function keepToken(url: string, makeBody: () => URLSearchParams, now: () => number = Date.now): TokenSource {
  let kept: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const response = await waitAtMost((signal) =>
      fetch(url, { method: 'POST', body: makeBody(), signal, redirect: 'error' }),
    );
    // A wrong password or a withdrawn key is for a person to mend: the message waits in the outbox as for any outage.
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

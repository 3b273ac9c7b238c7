import { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import { toChatError, waitAtMost } from '../shared/call-errors.ts';
import { isLoopbackUrl, type TeamsSettings } from './settings.ts';

/** The bot's own token for calling Teams. */
export interface TokenSource {
  /** A valid token; null where the settings need none. Throws `ChatError`. */
  get(): Promise<string | null>;
  /** Forgets a token that was refused. */
  forget(): void;
}

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() });
/** A token is renewed this long before its end, so that none expires on the way. */
const RENEW_EARLY_SECONDS = 300;

/**
 * Gets tokens with the bot's password (OAuth 2 client credentials) and keeps each until shortly before its end.
 * Throws at once when the password would travel unencrypted to another computer.
 */
export function createTokenSource(settings: TeamsSettings, now: () => number = Date.now): TokenSource {
  const { appId, appPassword, loginUrl, tenantId } = settings;
  if (!appId)
    return {
      get: async () => null,
      forget: () => undefined,
    };
  if (!loginUrl.startsWith('https://') && !isLoopbackUrl(loginUrl))
    throw new Error('The Teams login address must start with https://; check TEAMS_LOGIN_URL.');
  const url = `${loginUrl.replace(/\/+$/, '')}/${encodeURIComponent(tenantId ?? 'botframework.com')}/oauth2/v2.0/token`;
  let kept: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appPassword,
      scope: scopeOf(settings.tokenIssuer),
    });
    const response = await waitAtMost((signal) => fetch(url, { method: 'POST', body, signal, redirect: 'error' }));
    // A wrong password is for a person to mend: the message waits in the outbox as for any outage.
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

/** The government cloud's connector is another audience. */
function scopeOf(tokenIssuer: string): string {
  return tokenIssuer.includes('api.botframework.us')
    ? 'https://api.botframework.us/.default'
    : 'https://api.botframework.com/.default';
}

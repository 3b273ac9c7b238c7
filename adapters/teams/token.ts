import { keepToken, type TokenSource } from '../shared/token-keeper.ts';
import { isLoopbackUrl, type TeamsSettings } from './settings.ts';

/**
 * Gets tokens with the bot's password (OAuth 2 client credentials) and keeps each until shortly before its end; null
 * where the settings need none. Throws at once when the password would travel unencrypted to another computer.
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
  return keepToken(
    url,
    () =>
      new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword,
        scope: scopeOf(settings.tokenIssuer),
      }),
    now,
  );
}

/** The government cloud's connector is another audience. */
function scopeOf(tokenIssuer: string): string {
  return tokenIssuer.includes('api.botframework.us')
    ? 'https://api.botframework.us/.default'
    : 'https://api.botframework.com/.default';
}

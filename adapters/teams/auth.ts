import { createHash } from 'node:crypto';
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import type { RawRequest } from '../../src/http-types.ts';
import { type IncomingActivity, tenantOf } from './activity.ts';
import { isAllowedServiceUrl } from './hosts.ts';
import { isLocalRequest } from './local-request.ts';
import { type TeamsSettings, usesLocalIssuer } from './settings.ts';

/** Whether a request came from Teams. `unavailable`: Microsoft's keys could not be read, so that nobody can say. */
export type Verdict = 'accepted' | 'refused' | 'unavailable';

/** Says whether a request came from Teams and means this bot and this school. */
export type Authenticate = (request: RawRequest, activity: IncomingActivity) => Promise<Verdict>;

const claims = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  serviceurl: z.string(),
  exp: z.number(),
  tid: z.string().optional(),
});
type Claims = z.infer<typeof claims>;

/** Tokens already verified are kept by their hash, so that a busy morning verifies each signature once. */
const MOST_VERIFIED_TOKENS = 500;
const KEYS_TIMEOUT_MILLISECONDS = 10_000;
const CHANNEL = 'msteams';
/** No channel: a key without any endorsement would vouch for it too. */
const NO_CHANNEL = 'esafety-no-channel';
/** Tenants of the Bot Framework itself. botbuilder keeps a list that grows with every other tenant a token names. */
const BOT_FRAMEWORK_TENANTS = ['d6d49420-f39b-4df7-a1dc-d59a935871db', 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'];

/**
 * Makes the check every request passes first. botbuilder verifies signature, issuer, audience, time and endorsement;
 * what it lets pass besides Teams itself (the emulator, skills, a missing service address) is refused here.
 * @param now milliseconds; for the time a verified token is kept
 */
export function createAuthenticate(settings: TeamsSettings, now: () => number = Date.now): Authenticate {
  const rules = { loopbackOnly: usesLocalIssuer(settings), allowed: settings.allowedServiceHosts };
  const framework = createFramework(settings);
  const verified = new Map<string, Claims>();

  async function verify(header: string, activity: IncomingActivity): Promise<Claims | 'refused' | 'unavailable'> {
    const token = readClaims(header);
    if (!token || token.iss !== settings.tokenIssuer || token.aud !== settings.appId) return 'refused';
    if (token.tid && ![settings.tenantId, ...BOT_FRAMEWORK_TENANTS].includes(token.tid)) return 'refused';
    const { serviceUrl } = activity;
    const check = (channelId: string): Promise<'passed' | 'refused' | 'unavailable'> =>
      passes(() => framework.authenticateRequest({ channelId, serviceUrl } as Activity, header));
    const outcome = await check(CHANNEL);
    if (outcome !== 'passed') return outcome;
    // Microsoft's rule is that the signing key is endorsed for the channel; botbuilder lets a key with no endorsements pass.
    return (await check(NO_CHANNEL)) === 'refused' ? token : 'refused';
  }

  return async (request, activity) => {
    if (activity.channelId !== CHANNEL) return 'refused';
    const tenantId = tenantOf(activity);
    if (settings.tenantId && tenantId !== settings.tenantId) return 'refused';
    if (settings.anonymousLoopback) return isLocalRequest(request, activity.serviceUrl) ? 'accepted' : 'refused';
    if (!settings.appId || !isAllowedServiceUrl(activity.serviceUrl, rules)) return 'refused';

    const header = request.headers.authorization;
    if (!header) return 'refused';
    const key = createHash('sha256').update(header).digest('base64');
    let token = verified.get(key);
    if (!token || token.exp * 1000 <= now()) {
      verified.delete(key);
      const outcome = await verify(header, activity);
      if (typeof outcome === 'string') return outcome;
      token = outcome;
      verified.set(key, token);
      const oldest = verified.keys().next().value;
      if (verified.size > MOST_VERIFIED_TOKENS && oldest !== undefined) verified.delete(oldest);
    }
    return token.serviceurl === activity.serviceUrl ? 'accepted' : 'refused';
  };
}

function createFramework(settings: TeamsSettings): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: settings.appId,
    MicrosoftAppPassword: settings.appPassword,
    MicrosoftAppTenantId: settings.tenantId ?? '',
    MicrosoftAppType: settings.tenantId ? 'SingleTenant' : 'MultiTenant',
    ToBotFromChannelOpenIdMetadataUrl: settings.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: settings.openIdMetadataUrl,
    ToBotFromChannelTokenIssuer: settings.tokenIssuer,
    ToChannelFromBotLoginUrl: settings.loginUrl,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: 'https://token.botframework.com',
    CallerId: '',
    ValidateAuthority: true,
  });
}

/** botbuilder throws for a bad token and for keys it could not fetch; only the first is the sender's fault. */
async function passes(check: () => Promise<unknown>): Promise<'passed' | 'refused' | 'unavailable'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unavailable'>((resolve) => {
    timer = setTimeout(() => resolve('unavailable'), KEYS_TIMEOUT_MILLISECONDS);
  });
  const checked = check().then(
    () => 'passed' as const,
    (error: unknown) => (isKeyOutage(error) ? ('unavailable' as const) : ('refused' as const)),
  );
  return Promise.race([checked, late]).finally(() => clearTimeout(timer));
}

function isKeyOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'FetchError') return true;
  return /^Failed to load (Keys|openID config)/.test(error.message);
}

/** Reads the claims of a token without believing them. */
function readClaims(header: string): Claims | null {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(header)?.[1];
  if (!payload) return null;
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

import { createHash } from 'node:crypto';
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import type { RawRequest } from '../../src/http-types.ts';
import { type IncomingActivity, tenantOf } from './activity.ts';
import { createEndorsements } from './endorsements.ts';
import { isAllowedServiceUrl } from './hosts.ts';
import { isLocalRequest } from './local-request.ts';
import { type TeamsSettings, usesLocalIssuer } from './settings.ts';

/** Whether a request came from Teams. `unavailable`: Microsoft's keys could not be read, so that nobody can say. */
export type Verdict = 'accepted' | 'refused' | 'unavailable';

/** Says whether a request came from Teams and means this bot and this school. */
export type Authenticate = (request: RawRequest, activity: IncomingActivity) => Promise<Verdict>;

/** The parts of a token's header and body that are looked at besides botbuilder. */
const claims = z.looseObject({
  kid: z.string(),
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
/** Tenants of the Bot Framework itself. botbuilder keeps a list that grows with every other tenant a token names. */
const BOT_FRAMEWORK_TENANTS = ['d6d49420-f39b-4df7-a1dc-d59a935871db', 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'];

/**
 * Makes the check every request passes first. botbuilder verifies signature, issuer, audience, time and endorsement;
 * what it lets pass besides Teams itself (the emulator, skills, a missing service address) is refused here.
 * @param now milliseconds; for the time a verified token is kept
 */
export function createAuthenticate(settings: TeamsSettings, now: () => number = Date.now): Authenticate {
  const rules = { loopbackOnly: usesLocalIssuer(settings), allowed: settings.allowedServiceHosts };
  // Without an app id there is nothing to verify: requests are anonymous and local, or refused.
  const framework = settings.appId ? createFramework(settings) : null;
  const endorsementsOf = createEndorsements(settings.openIdMetadataUrl, now);
  const verified = new Map<string, Claims>();

  async function verify(header: string, activity: IncomingActivity): Promise<Claims | 'refused' | 'unavailable'> {
    const token = readToken(header);
    if (!framework || !token || token.iss !== settings.tokenIssuer || token.aud !== settings.appId) return 'refused';
    if (token.tid && ![settings.tenantId, ...BOT_FRAMEWORK_TENANTS].includes(token.tid)) return 'refused';
    const { channelId, serviceUrl } = activity;
    const check = () => framework.authenticateRequest({ channelId, serviceUrl } as Activity, header);
    const outcome = await passes(check);
    if (outcome !== 'passed') return outcome;
    try {
      return (await endorsementsOf(token.kid)).includes(CHANNEL) ? token : 'refused';
    } catch {
      return 'unavailable';
    }
  }

  return async (request, activity) => {
    if (activity.channelId !== CHANNEL) return 'refused';
    const tenantId = tenantOf(activity);
    if (settings.tenantId && tenantId !== settings.tenantId) return 'refused';
    if (settings.anonymousLoopback) return isLocalRequest(request, activity.serviceUrl) ? 'accepted' : 'refused';
    if (!isAllowedServiceUrl(activity.serviceUrl, rules)) return 'refused';

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

/** Reads a token without believing it. */
function readToken(header: string): Claims | null {
  const [, head = '', body = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(header) ?? [];
  try {
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    return claims.safeParse({ ...JSON.parse(Buffer.from(body, 'base64url').toString('utf8')), kid }).data ?? null;
  } catch {
    return null;
  }
}

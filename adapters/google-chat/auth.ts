import { createHash } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { z } from 'zod';
import type { RawRequest } from '../../src/http-types.ts';
import { createKeySource, KeysUnavailable } from './keys.ts';
import { type Audience, type GoogleChatSettings, readAudience } from './settings.ts';

/** Whether a request came from Google Chat. `unavailable`: Google's keys could not be read, so that nobody can say. */
export type Verdict = 'accepted' | 'refused' | 'unavailable';

/** Who signs and sends Google Chat's requests. */
const CHAT = 'chat@system.gserviceaccount.com';
const CHAT_CERTS_URL = `https://www.googleapis.com/service_accounts/v1/metadata/x509/${CHAT}`;
const GOOGLE_CERTS_URL = 'https://www.googleapis.com/oauth2/v1/certs';
const GOOGLE_ISSUERS = ['accounts.google.com', 'https://accounts.google.com'];
/** Tokens already verified are kept by their hash, so that a busy morning verifies each signature once. */
const MOST_VERIFIED_TOKENS = 500;

const header = z.looseObject({ alg: z.literal('RS256'), kid: z.string().min(1) });
const claims = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});
type Claims = z.infer<typeof claims>;

/**
 * Makes the check every request passes first. A token for the project's number is signed by Google Chat itself; one for
 * the address is an OpenID token of Google's, whose e-mail says which of Google's services sent it: for a Workspace add-on
 * the service account that belongs to the project alone, and while no number is named Google Chat, whosever app it is.
 * @param now milliseconds; for the time keys and verified tokens are kept
 */
export function createAuthenticate(
  settings: GoogleChatSettings,
  now: () => number = Date.now,
): (request: RawRequest) => Promise<Verdict> {
  const audience = readAudience(settings.audience);
  const chatKeys = createKeySource(settings.certsUrl ?? CHAT_CERTS_URL, now);
  const googleKeys = settings.certsUrl ? chatKeys : createKeySource(GOOGLE_CERTS_URL, now);
  const library = new OAuth2Client();
  /** When each ends, in seconds. */
  const verified = new Map<string, number>();

  async function verify(token: string): Promise<Claims | 'refused' | 'unavailable'> {
    const read = readToken(token);
    const way = read && chooseWay(read.claims, audience);
    if (!read || !way) return 'refused';
    try {
      const keys = await (way.issuers.includes(CHAT) ? chatKeys : googleKeys)(read.keyId);
      await library.verifySignedJwtWithCertsAsync(token, keys, way.audience, way.issuers);
      return read.claims;
    } catch (error) {
      // The library's errors quote the token: nothing of them goes any further.
      return error instanceof KeysUnavailable ? 'unavailable' : 'refused';
    }
  }

  return async ({ headers }) => {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(headers.authorization ?? '') ?? [];
    if (!token) return 'refused';
    const key = createHash('sha256').update(token).digest('base64');
    const ends = verified.get(key);
    if (ends !== undefined && ends * 1000 > now()) return 'accepted';
    verified.delete(key);
    const outcome = await verify(token);
    if (typeof outcome === 'string') return outcome;
    verified.set(key, outcome.exp);
    const oldest = verified.keys().next().value;
    if (verified.size > MOST_VERIFIED_TOKENS && oldest !== undefined) verified.delete(oldest);
    return 'accepted';
  };
}

/** What the token must then prove; null for one that could not be ours whatever its signature. */
function chooseWay(token: Claims, { url, projectNumber }: Audience): { audience: string; issuers: string[] } | null {
  if (projectNumber && token.aud === projectNumber && token.iss === CHAT)
    return { audience: projectNumber, issuers: [CHAT] };
  if (!url || token.aud !== url || !GOOGLE_ISSUERS.includes(token.iss) || token.email_verified !== true) return null;
  // Google Chat's own account sends for the apps of every project: with a number to go by it proves too little.
  const sender = projectNumber ? addOnAccountOf(projectNumber) : CHAT;
  return token.email === sender ? { audience: url, issuers: GOOGLE_ISSUERS } : null;
}

/** The account that sends a Workspace add-on's requests. Every project has its own; nobody but Google can use it. */
function addOnAccountOf(projectNumber: string): string {
  return `service-${projectNumber}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`;
}

/** Reads a token without believing it. */
function readToken(token: string): { keyId: string; claims: Claims } | null {
  const [head = '', body = ''] = token.split('.');
  try {
    const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return { keyId: header.parse(parse(head)).kid, claims: claims.parse(parse(body)) };
  } catch {
    return null;
  }
}

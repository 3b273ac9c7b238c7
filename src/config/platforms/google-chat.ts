import { z } from 'zod';
import { ConfigError } from '../config-error.ts';
import { isLoopbackAddress, text, webAddress } from './variables.ts';

/** The variables that switch Google Chat on. */
export const googleChatVariables = {
  GOOGLE_CHAT_AUDIENCE: text,
  GOOGLE_APPLICATION_CREDENTIALS: text,
  GOOGLE_CHAT_API_URL: webAddress,
  GOOGLE_CERTS_URL: webAddress,
};
const shape = z.object(googleChatVariables);
type Variables = z.infer<typeof shape>;

/** Google Chat's part of the settings. */
export interface GoogleChatEnvironment {
  /** What tokens must be made for: the project's number, or the address Google calls, or for an add-on both: `address,number`. */
  audience: string;
  /** The service account's key file. */
  credentialsFile: string;
  apiUrl: string;
  /** Where Google's keys are; null for Google's own. */
  certsUrl: string | null;
}

/** A project's number, an address, or for a Workspace add-on both, separated by a comma. */
function isAudience(text: string): boolean {
  const [first = '', second, ...more] = text.split(',').map((part) => part.trim());
  if (more.length > 0) return false;
  if (second === undefined) return /^\d+$/.test(first) || URL.canParse(first);
  return URL.canParse(first) && /^\d+$/.test(second);
}

/** Reads Google Chat's part; null when none of its variables is set. Throws `ConfigError`. */
export function readGoogleChat(env: Variables, production: boolean): GoogleChatEnvironment | null {
  if (!Object.keys(googleChatVariables).some((name) => env[name as keyof Variables])) return null;
  const missing = (['GOOGLE_CHAT_AUDIENCE', 'GOOGLE_APPLICATION_CREDENTIALS'] as const).filter((name) => !env[name]);
  if (missing.length > 0)
    throw new ConfigError(
      `Google Chat is switched on but ${missing.join(' and ')} is not set; see docs/google-chat.md`,
    );
  const audience = env.GOOGLE_CHAT_AUDIENCE ?? '';
  if (!isAudience(audience))
    throw new ConfigError(
      'GOOGLE_CHAT_AUDIENCE is neither a project number nor an address; write what the Chat API page names under "Authentication audience", for a Workspace add-on both: address,number',
    );
  for (const name of ['GOOGLE_CHAT_API_URL', 'GOOGLE_CERTS_URL'] as const) {
    const address = env[name];
    if (production && address && isLoopbackAddress(address))
      throw new ConfigError(`${name} points at this computer; unset it in production`);
  }
  return {
    audience,
    credentialsFile: env.GOOGLE_APPLICATION_CREDENTIALS ?? '',
    apiUrl: env.GOOGLE_CHAT_API_URL ?? 'https://chat.googleapis.com',
    certsUrl: env.GOOGLE_CERTS_URL ?? null,
  };
}

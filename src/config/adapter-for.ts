import type { Platform } from '../core/platforms.ts';
import type { SchoolProfile } from '../core/school/profile.ts';

/** The adapter that serves what a policy calls its platform. */
export interface AdapterChoice {
  /** Null where the policy names no platform, or one we do not serve. */
  adapter: Platform | null;
  /** Said to whoever loads the profile, where the named product no longer exists. */
  notice: string | null;
}

/** Names as policies write them, in lower case. */
const NAMES: Record<string, Platform> = {
  teams: 'teams',
  'microsoft teams': 'teams',
  'office 365': 'teams',
  'microsoft 365': 'teams',
  slack: 'slack',
  hangouts: 'google-chat',
  'google hangouts': 'google-chat',
  'google chat': 'google-chat',
  'google workspace': 'google-chat',
  discord: 'discord',
};

const HANGOUTS_RETIRED =
  'Google retired Hangouts on 1 November 2022; the school is served through Google Chat, which replaced it';

/** Finds the adapter for a school's platform: the one it chose, else the one its policy's wording means. */
export function adapterFor(platform: Pick<SchoolProfile['platform'], 'says' | 'adapter'>): AdapterChoice {
  const said = platform.says?.trim().toLowerCase() ?? '';
  return {
    adapter: platform.adapter ?? NAMES[said] ?? null,
    notice: said.includes('hangouts') ? HANGOUTS_RETIRED : null,
  };
}

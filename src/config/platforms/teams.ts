import { z } from 'zod';
import { ConfigError } from '../config-error.ts';
import { DEFAULT_HOST, text, webAddress } from './variables.ts';

/** Microsoft's clouds a bot may belong to; in production no other issuer is believed. */
const MICROSOFT_CLOUDS = {
  public: {
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.com',
    loginUrl: 'https://login.microsoftonline.com',
  },
  'US government': {
    openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.us',
    loginUrl: 'https://login.microsoftonline.us',
  },
} as const;

/** The variables that switch Teams on. */
export const teamsVariables = {
  TEAMS_APP_ID: text,
  TEAMS_APP_PASSWORD: text,
  TEAMS_TENANT_ID: text,
  TEAMS_OPENID_METADATA_URL: webAddress,
  TEAMS_TOKEN_ISSUER: webAddress,
  TEAMS_LOGIN_URL: webAddress,
  TEAMS_ANONYMOUS: z.literal('loopback', 'the one value it takes is "loopback"; unset it otherwise').optional(),
};
const shape = z.object({
  ...teamsVariables,
  HOST: text,
  ESAFETY_PUBLIC_URL: webAddress,
  ESAFETY_PROFILES: text,
});
type Variables = z.infer<typeof shape>;

/** Teams' part of the settings. */
export interface TeamsEnvironment {
  appId: string;
  appPassword: string;
  tenantId: string | null;
  openIdMetadataUrl: string;
  tokenIssuer: string;
  loginUrl: string;
  anonymousLoopback: boolean;
}

/** Reads Teams' part; null when none of its variables is set. Throws `ConfigError`. */
export function readTeams(env: Variables, production: boolean): TeamsEnvironment | null {
  if (!Object.keys(teamsVariables).some((name) => env[name as keyof Variables])) return null;
  const anonymousLoopback = env.TEAMS_ANONYMOUS === 'loopback';
  if (anonymousLoopback) refuseAnonymous(env, production);
  else {
    const missing = (['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const).filter((name) => !env[name]);
    if (missing.length > 0)
      throw new ConfigError(`Teams is switched on but ${missing.join(' and ')} is not set; see docs/teams.md`);
  }
  const cloud = MICROSOFT_CLOUDS.public;
  const issuer = {
    openIdMetadataUrl: env.TEAMS_OPENID_METADATA_URL ?? cloud.openIdMetadataUrl,
    tokenIssuer: env.TEAMS_TOKEN_ISSUER ?? cloud.tokenIssuer,
    loginUrl: env.TEAMS_LOGIN_URL ?? cloud.loginUrl,
  };
  const named = Object.values(MICROSOFT_CLOUDS).some((known) =>
    (Object.keys(issuer) as (keyof typeof issuer)[]).every((key) => known[key] === issuer[key]),
  );
  if (production && !named) {
    throw new ConfigError(
      `TEAMS_OPENID_METADATA_URL, TEAMS_TOKEN_ISSUER and TEAMS_LOGIN_URL must be those of one of Microsoft's clouds (${Object.keys(MICROSOFT_CLOUDS).join(', ')}); leave them unset for the public one`,
    );
  }
  return {
    appId: env.TEAMS_APP_ID ?? '',
    appPassword: env.TEAMS_APP_PASSWORD ?? '',
    tenantId: env.TEAMS_TENANT_ID ?? null,
    ...issuer,
    anonymousLoopback,
  };
}

function refuseAnonymous(env: Variables, production: boolean): void {
  const refuse = (why: string): never => {
    throw new ConfigError(
      `TEAMS_ANONYMOUS=loopback is for trying the demo school on this computer and is refused ${why}; unset it`,
    );
  };
  if (production) refuse('in production');
  if (env.ESAFETY_PUBLIC_URL) refuse('with ESAFETY_PUBLIC_URL');
  if (env.TEAMS_APP_ID) refuse('with TEAMS_APP_ID');
  if (env.ESAFETY_PROFILES) refuse('with ESAFETY_PROFILES');
  if (!['127.0.0.1', '::1', 'localhost'].includes(env.HOST ?? DEFAULT_HOST)) refuse('when HOST is not loopback');
}

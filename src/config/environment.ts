import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';

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

/** Names by which a platform is switched on: any of them, so that a forgotten one is missed at start. */
export const PLATFORM_VARIABLES = [
  'TEAMS_APP_ID',
  'TEAMS_APP_PASSWORD',
  'TEAMS_TENANT_ID',
  'TEAMS_OPENID_METADATA_URL',
  'TEAMS_TOKEN_ISSUER',
  'TEAMS_LOGIN_URL',
  'TEAMS_ANONYMOUS',
] as const;

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

/** The program's settings, checked. */
export interface Environment {
  production: boolean;
  host: string;
  port: number;
  publicUrl: string | null;
  dataDir: string;
  logLevel: string;
  databaseUrl: string | null;
  migrationUrl: string | null;
  masterKey: string | null;
  masterKeyFile: string | null;
  profiles: string[];
  teams: TeamsEnvironment | null;
  /** No platform is set and this is not production: the demo school with its playground. */
  demo: boolean;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const text = z.string().trim().min(1).optional();
const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, 'write a port from 0 to 65535, such as 3978')
  .transform(Number)
  .refine((value) => value <= 65_535, 'write a port from 0 to 65535, such as 3978');
const webAddress = z
  .url({ protocol: /^https?$/, error: 'write a whole address, such as https://esafety.school.example' })
  .optional();
const databaseAddress = z
  .string()
  .trim()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'write the whole address, such as postgres://login:password@host:5432/esafety')
  .optional();
const shape = z.object({
  NODE_ENV: z.string().trim().toLowerCase().optional(),
  PORT: port.optional(),
  HOST: text,
  ESAFETY_PUBLIC_URL: webAddress,
  ESAFETY_DATA_DIR: text,
  LOG_LEVEL: z.enum(LOG_LEVELS, `use one of ${LOG_LEVELS.join(', ')}`).optional(),
  DATABASE_URL: databaseAddress,
  DATABASE_MIGRATION_URL: databaseAddress,
  ESAFETY_MASTER_KEY: text,
  ESAFETY_MASTER_KEY_FILE: text,
  ESAFETY_PROFILES: text,
  TEAMS_APP_ID: text,
  TEAMS_APP_PASSWORD: text,
  TEAMS_TENANT_ID: text,
  TEAMS_OPENID_METADATA_URL: webAddress,
  TEAMS_TOKEN_ISSUER: webAddress,
  TEAMS_LOGIN_URL: webAddress,
  TEAMS_ANONYMOUS: z.literal('loopback', 'the one value it takes is "loopback"; unset it otherwise').optional(),
});
const DEFAULT_HOST = '127.0.0.1';
type Variables = z.infer<typeof shape>;

/**
 * Reads the settings from the environment.
 * @throws ConfigError with every problem, each naming the variable and the fix
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  // An empty variable is one that is not set: that is how compose files and shells write "none".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const teams = readTeams(env, production);
  if (production && !teams) {
    throw new ConfigError(
      `no chat platform is set; looked for ${PLATFORM_VARIABLES.join(', ')}. Set those of your platform, or leave NODE_ENV unset to try the demo school`,
    );
  }
  if (production && !env.DATABASE_URL)
    throw new ConfigError(
      'DATABASE_URL is not set; production needs a PostgreSQL of its own, such as postgres://user:password@host/esafety',
    );
  if (env.DATABASE_MIGRATION_URL && !env.DATABASE_URL)
    throw new ConfigError(
      'DATABASE_MIGRATION_URL is set but DATABASE_URL is not; set DATABASE_URL to the same database with the login the program works as',
    );
  if (env.DATABASE_URL && !env.ESAFETY_MASTER_KEY && !env.ESAFETY_MASTER_KEY_FILE) {
    throw new ConfigError(
      'ESAFETY_MASTER_KEY or ESAFETY_MASTER_KEY_FILE is not set; make a key with: openssl rand -base64 32, and keep a copy where the database is not',
    );
  }
  return {
    production,
    host: env.HOST ?? DEFAULT_HOST,
    port: env.PORT ?? 3978,
    publicUrl: env.ESAFETY_PUBLIC_URL ?? null,
    dataDir: resolve(env.ESAFETY_DATA_DIR ?? './data'),
    logLevel: env.LOG_LEVEL ?? (teams ? 'info' : 'silent'),
    databaseUrl: env.DATABASE_URL ?? null,
    migrationUrl: env.DATABASE_MIGRATION_URL ?? null,
    masterKey: env.ESAFETY_MASTER_KEY ?? null,
    masterKeyFile: env.ESAFETY_MASTER_KEY_FILE ?? null,
    profiles: (env.ESAFETY_PROFILES ?? '')
      .split(',')
      .map((path) => path.trim())
      .filter(Boolean),
    teams,
    demo: !teams,
  };
}

function readTeams(env: Variables, production: boolean): TeamsEnvironment | null {
  if (!PLATFORM_VARIABLES.some((name) => env[name])) return null;
  const anonymousLoopback = env.TEAMS_ANONYMOUS === 'loopback';
  if (anonymousLoopback) refuseAnonymous(env, production);
  else {
    const missing = (['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const).filter((name) => !env[name]);
    if (missing.length > 0)
      throw new ConfigError(
        `Teams is switched on but ${missing.join(' and ')} is not set; see "Connect a Teams tenant" in the README`,
      );
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

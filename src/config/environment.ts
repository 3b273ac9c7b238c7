import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { type MailEnvironment, mailVariables, readMail } from './mail.ts';
import { type DiscordEnvironment, discordVariables, readDiscord } from './platforms/discord.ts';
import { type GoogleChatEnvironment, googleChatVariables, readGoogleChat } from './platforms/google-chat.ts';
import { readSlack, type SlackEnvironment, slackVariables } from './platforms/slack.ts';
import { readTeams, type TeamsEnvironment, teamsVariables } from './platforms/teams.ts';
import { DEFAULT_HOST, text, webAddress } from './platforms/variables.ts';

/** Names by which a platform is switched on: any of them, so that a forgotten one is missed at start. */
export const PLATFORM_VARIABLES: readonly string[] = [
  teamsVariables,
  slackVariables,
  googleChatVariables,
  discordVariables,
].flatMap((variables) => Object.keys(variables));

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
  slack: SlackEnvironment | null;
  googleChat: GoogleChatEnvironment | null;
  discord: DiscordEnvironment | null;
  /** Null where mail is not set up: then everything goes by chat alone. */
  mail: MailEnvironment | null;
  /** No platform is set and this is not production: the demo school with its playground. */
  demo: boolean;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, 'write a port from 0 to 65535, such as 3978')
  .transform(Number)
  .refine((value) => value <= 65_535, 'write a port from 0 to 65535, such as 3978');
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
  ...mailVariables,
  ...teamsVariables,
  ...slackVariables,
  ...googleChatVariables,
  ...discordVariables,
});

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
  const platforms = {
    teams: readTeams(env, production),
    slack: readSlack(env, production),
    googleChat: readGoogleChat(env, production),
    discord: readDiscord(env, production),
  };
  const configured = Object.values(platforms).some(Boolean);
  if (production && !configured) {
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
    logLevel: env.LOG_LEVEL ?? (configured ? 'info' : 'silent'),
    databaseUrl: env.DATABASE_URL ?? null,
    migrationUrl: env.DATABASE_MIGRATION_URL ?? null,
    masterKey: env.ESAFETY_MASTER_KEY ?? null,
    masterKeyFile: env.ESAFETY_MASTER_KEY_FILE ?? null,
    profiles: (env.ESAFETY_PROFILES ?? '')
      .split(',')
      .map((path) => path.trim())
      .filter(Boolean),
    ...platforms,
    mail: readMail(env),
    demo: !configured,
  };
}

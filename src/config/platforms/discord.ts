import { z } from 'zod';
import { ConfigError } from '../config-error.ts';
import { isLoopbackAddress, text, webAddress } from './variables.ts';

/** The variables that switch Discord on. */
export const discordVariables = {
  DISCORD_APPLICATION_ID: text,
  DISCORD_PUBLIC_KEY: text,
  DISCORD_BOT_TOKEN: text,
  DISCORD_API_URL: webAddress,
};
const shape = z.object(discordVariables);
type Variables = z.infer<typeof shape>;

/** Discord's part of the settings. */
export interface DiscordEnvironment {
  applicationId: string;
  /** Checks what arrives over HTTP, hexadecimal; null takes interactions over the gateway instead. */
  publicKey: string | null;
  botToken: string;
  /** Discord's REST API; another one only for tests. */
  apiUrl: string | null;
}

/** Reads Discord's part; null when none of its variables is set. Throws `ConfigError`. */
export function readDiscord(env: Variables, production: boolean): DiscordEnvironment | null {
  if (!Object.keys(discordVariables).some((name) => env[name as keyof Variables])) return null;
  const missing = (['DISCORD_APPLICATION_ID', 'DISCORD_BOT_TOKEN'] as const).filter((name) => !env[name]);
  if (missing.length > 0)
    throw new ConfigError(`Discord is switched on but ${missing.join(' and ')} is not set; see docs/discord.md`);
  if (env.DISCORD_PUBLIC_KEY && !/^[0-9a-f]{64}$/i.test(env.DISCORD_PUBLIC_KEY))
    throw new ConfigError(
      'DISCORD_PUBLIC_KEY is not a public key; copy the 64 letters and digits from the General Information page of the application',
    );
  if (production && env.DISCORD_API_URL && isLoopbackAddress(env.DISCORD_API_URL))
    throw new ConfigError('DISCORD_API_URL points at this computer; unset it in production');
  return {
    applicationId: env.DISCORD_APPLICATION_ID ?? '',
    publicKey: env.DISCORD_PUBLIC_KEY ?? null,
    botToken: env.DISCORD_BOT_TOKEN ?? '',
    apiUrl: env.DISCORD_API_URL ?? null,
  };
}

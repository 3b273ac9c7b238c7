import { parseArgs } from 'node:util';
import type { CommandInput } from '../cli.ts';
import { ConfigError } from '../config/config-error.ts';
import { readEnvironment } from '../config/environment.ts';
import { ChatError } from '../core/ports.ts';
import { loadDiscordRegistration, type OnOutbound } from '../load-adapters.ts';
import { withProgram } from './open.ts';

const WHY: Record<ChatError['failure'], string> = {
  refused: 'Discord refused it: add the app to that server with the scope applications.commands',
  gone: 'Discord knows no such server or application: check the ids',
  invalid: 'Discord did not accept the commands',
  unavailable: 'Discord could not be reached, or did not know the token: check DISCORD_BOT_TOKEN',
  'rate-limited': 'Discord asked to wait: try again in some minutes',
};

/**
 * `esafety register-commands [--guild ID]`: puts the commands in the server of every school on Discord, or in those named, and
 * in the 1:1 chats with the bot. A second time changes nothing.
 */
export async function runRegisterCommands({ args, print }: CommandInput, onOutbound?: OnOutbound): Promise<number> {
  const { values } = parseArgs({ args, options: { guild: { type: 'string', multiple: true } } });
  const { discord } = readEnvironment({ ...process.env, NODE_ENV: undefined });
  if (!discord)
    throw new ConfigError(
      'Discord is not switched on; set DISCORD_APPLICATION_ID and DISCORD_BOT_TOKEN, see docs/discord.md',
    );
  const register = await loadDiscordRegistration(discord, onOutbound);
  const guilds = values.guild ?? (await listGuilds());
  if (guilds.length === 0)
    throw new ConfigError('no school is on Discord; load one whose platform says so, or name a server with --guild ID');
  let failed = false;
  for (const guildId of [...guilds, null]) {
    const where = guildId ? `server ${guildId}` : 'the 1:1 chats with the bot';
    const why = await register(guildId).then(
      () => null,
      (error: unknown) => (error instanceof ChatError ? WHY[error.failure] : 'it failed'),
    );
    failed ||= why !== null;
    print(why === null ? `The commands stand in ${where}.` : `The commands do not stand in ${where}. ${why}.`);
  }
  return failed ? 1 : 0;
}

/** The servers of the schools that were loaded. */
function listGuilds(): Promise<string[]> {
  return withProgram(async ({ schools }) => [
    ...new Set(
      schools.all().flatMap(({ platform }) => (platform.adapter === 'discord' ? (platform.workspace_id ?? []) : [])),
    ),
  ]);
}

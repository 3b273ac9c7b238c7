import type { AdapterDeps } from '../shared/adapter.ts';
import { putCommands } from './commands.ts';
import { createRest } from './rest.ts';
import type { DiscordSettings } from './settings.ts';

/**
 * Puts the commands in servers and in the 1:1 chats. Throws `ChatError`: `refused` where the app was not added to a server.
 * @param guildId a server, or null for the 1:1 chats of everybody
 */
export async function registerDiscordCommands(
  settings: DiscordSettings,
  guildId: string | null,
  onOutbound?: AdapterDeps['onOutbound'],
): Promise<void> {
  await putCommands(createRest(settings), { applicationId: settings.applicationId, guildId, onOutbound });
}

import type { Adapter, AdapterDeps } from '../adapters/shared/adapter.ts';
import type { DiscordEnvironment } from './config/platforms/discord.ts';
import type { Handle } from './core/handle.ts';
import type { Platform } from './core/platforms.ts';
import type { Program } from './program.ts';

/** Sees every payload before it leaves: the platform, what it is, and the payload. */
export type OnOutbound = (platform: Platform, kind: string, json: unknown) => void;

/** Loads the adapters of the configured platforms, and no other: what is not configured costs neither time nor memory. */
export async function loadAdapters(program: Program, handle: Handle, onOutbound?: OnOutbound): Promise<Adapter[]> {
  const { environment, log, store } = program;
  const { describe } = await import('../cards/describe.ts');
  const depsFor = (platform: Platform): AdapterDeps => ({
    handle,
    describe,
    log,
    forgetDelivery: (origin) => store.forgetDelivery(origin),
    ...(onOutbound ? { onOutbound: (kind, json) => onOutbound(platform, kind, json) } : {}),
  });
  const adapters: Adapter[] = [];
  if (environment.teams) {
    const { createTeamsAdapter } = await import('../adapters/teams/index.ts');
    const settings = { ...environment.teams, production: environment.production };
    adapters.push(createTeamsAdapter(settings, depsFor('teams')));
  }
  if (environment.googleChat) {
    const { createGoogleChatAdapter } = await import('../adapters/google-chat/index.ts');
    adapters.push(createGoogleChatAdapter(environment.googleChat, depsFor('google-chat')));
  }
  if (environment.slack) {
    const { createSlackAdapter } = await import('../adapters/slack/index.ts');
    adapters.push(createSlackAdapter(environment.slack, { ...depsFor('slack'), installations: program.installations }));
  }
  if (environment.discord) {
    const { createDiscordAdapter } = await import('../adapters/discord/index.ts');
    adapters.push(createDiscordAdapter(environment.discord, { ...depsFor('discord'), drafts: program.drafts }));
  }
  return adapters;
}

/** Loads what puts Discord's commands in a server, or with null in the 1:1 chats. */
export async function loadDiscordRegistration(
  settings: DiscordEnvironment,
  onOutbound?: OnOutbound,
): Promise<(guildId: string | null) => Promise<void>> {
  const { registerDiscordCommands } = await import('../adapters/discord/register.ts');
  const keep = onOutbound && ((kind: string, json: unknown) => onOutbound('discord', kind, json));
  return (guildId) => registerDiscordCommands(settings, guildId, keep);
}

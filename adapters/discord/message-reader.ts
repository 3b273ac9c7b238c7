import type { InboundEvent } from '../../src/core/events.ts';
import type { IncomingMessage } from './interaction.ts';
import type { KnownGuilds } from './known-guilds.ts';
import { readChannel } from './members.ts';
import { type Parsed, parseMessage } from './parse.ts';
import type { DiscordRest } from './rest.ts';

/** What reading a message works with. */
interface ReaderParts {
  rest: DiscordRest;
  /** This bot's own ids. */
  botIds: readonly string[];
  guilds: KnownGuilds;
}

/** A message with what it does not say itself; `unplaced` where Discord does not say it: a thread must not pass for a place. */
export type ReadMessage = Parsed | { kind: 'unplaced'; event: InboundEvent };

/**
 * Makes what reads a message with what it does not say itself: in the 1:1 chat the server, and in a server whether it stands
 * in a thread, whose channel is then the place.
 */
export function createMessageReader({ rest, botIds, guilds }: ReaderParts) {
  return async (message: IncomingMessage): Promise<ReadMessage> => {
    const parsed = parseMessage(message, botIds);
    if (parsed.kind === 'no-server') return parseMessage(message, botIds, await guilds.find(parsed.accountId));
    if (parsed.kind !== 'event' || !message.guild_id) return parsed;
    const channel = await readChannel(rest, message.channel_id).catch(() => null);
    if (!channel) return { kind: 'unplaced', event: parsed.event };
    const { id } = channel;
    return id === message.channel_id ? parsed : parseMessage(message, botIds, null, id);
  };
}

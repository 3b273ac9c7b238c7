import type { Client } from 'discord.js';
import { describeError, type Log } from '../../src/log.ts';
import type { DiscordSettings } from './settings.ts';

/** What comes over the gateway that is read: as it arrived, of a shape not yet looked at. */
export interface GatewayHandlers {
  onInteraction?(data: unknown): void;
  onMessage(data: unknown): void;
  onGuild(data: unknown): void;
}

/** The connection to Discord's gateway. */
export interface Gateway {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const TRY_AGAIN_MILLISECONDS = 15_000;

/** Makes the connection. Discord's library keeps it up; nothing it would keep of people or messages is kept. */
export function createGateway(settings: DiscordSettings, handlers: GatewayHandlers, log: Log): Gateway {
  let client: Client | undefined;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const made = await makeClient(settings, handlers, log);
    client = made;
    await made.login(settings.botToken);
  }

  async function tryAgain(): Promise<void> {
    if (stopped) return;
    await connect().catch(async (error: unknown) => {
      log.error('gateway not reached', { platform: 'discord', ...describeError(error) });
      await client?.destroy().catch(() => undefined);
      if (!stopped) again = setTimeout(() => void tryAgain(), TRY_AGAIN_MILLISECONDS);
    });
  }

  return {
    // An outage of Discord's is no reason not to start: everything else works meanwhile.
    start: tryAgain,
    async stop() {
      stopped = true;
      clearTimeout(again);
      await client?.destroy();
    },
  };
}

async function makeClient(settings: DiscordSettings, handlers: GatewayHandlers, log: Log): Promise<Client> {
  const { Client, GatewayDispatchEvents, GatewayIntentBits } = await import('discord.js');
  const client = new Client({
    // The text of mentions and of the 1:1 chat comes without the intent for all messages' text, which is not asked for.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    rest: { version: '10', ...(settings.apiUrl ? { api: settings.apiUrl.replace(/\/+$/, '') } : {}) },
    allowedMentions: { parse: [] },
    waitGuildTimeout: 0,
  });
  readOnlyOwnPackets(client);
  client.on('error', (error) => log.error('gateway failed', { platform: 'discord', ...describeError(error) }));
  const { onInteraction, onMessage, onGuild } = handlers;
  if (onInteraction) client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: unknown) => onInteraction(data));
  client.ws.on(GatewayDispatchEvents.MessageCreate, (data: unknown) => onMessage(data));
  client.ws.on(GatewayDispatchEvents.GuildCreate, (data: unknown) => onGuild(data));
  return client;
}

/** What the library has to know in order to keep the connection. */
const OWN_PACKETS = ['READY', 'RESUMED'];

/**
 * The library makes objects of everything that comes in, keeps them, and lets the process die over one it does not know.
 * It gets to see its own packets alone; ours are read as they came.
 */
function readOnlyOwnPackets(client: Client): void {
  const inner = client.ws as unknown as { handlePacket(packet?: { t?: string }, shard?: unknown): boolean };
  const handle = inner.handlePacket.bind(inner);
  inner.handlePacket = (packet, shard) =>
    packet && !OWN_PACKETS.includes(packet.t ?? '') ? true : handle(packet, shard);
}

import type { REST } from 'discord.js';
import type { z } from 'zod';
import { ChatError } from '../../src/core/ports.ts';
import { CALL_TIMEOUT_MILLISECONDS } from '../shared/call-errors.ts';
import { toChatError } from './call-errors.ts';
import type { DiscordSettings } from './settings.ts';

/** The bot's own limit, 50 calls a second, is over in less. */
const LONGEST_WAIT_MILLISECONDS = 1200;

/** What a call carries. */
interface Call {
  body?: unknown;
  query?: Record<string, string>;
  /** False where the address itself is the secret: answers to interactions. */
  auth?: boolean;
}

/** Discord's REST API. Every method throws `ChatError` and none tries twice: that is the outbox's work. */
export interface DiscordRest {
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', route: `/${string}`, call?: Call): Promise<unknown>;
  /** As `call`, for an answer that has to have a shape. */
  read<T>(method: 'GET' | 'POST' | 'PUT', route: `/${string}`, schema: z.ZodType<T>, call?: Call): Promise<T>;
  /** Loads the library now instead of with the first call. */
  load(): Promise<void>;
}

/** Makes the client. The library is loaded with the first call, since answering interactions over HTTP needs none of it. */
export function createRest({ apiUrl, botToken }: Pick<DiscordSettings, 'apiUrl' | 'botToken'>): DiscordRest {
  let made: Promise<{ bot: REST; open: REST }> | undefined;
  const clients = () => {
    made ??= makeClients(apiUrl);
    return made;
  };
  const call: DiscordRest['call'] = async (method, route, { body, query, auth = true } = {}) => {
    try {
      const { bot, open } = await clients();
      // The library forgets a token that was refused once; one refusal may be an outage of theirs.
      const client = auth ? bot.setToken(botToken) : open;
      return await client.request({
        method: method as Parameters<REST['request']>[0]['method'],
        fullRoute: route,
        auth,
        ...(body === undefined ? {} : { body }),
        ...(query ? { query: new URLSearchParams(query) } : {}),
      });
    } catch (error) {
      throw toChatError(error);
    }
  };
  return {
    call,
    async read(method, route, schema, given) {
      const answer = schema.safeParse(await call(method, route, given));
      if (!answer.success) throw new ChatError('unavailable');
      return answer.data;
    },
    load: async () => {
      await clients();
    },
  };
}

/** Answers to interactions do not count towards a bot's own limit, so they get a client of their own. */
async function makeClients(apiUrl: string | null): Promise<{ bot: REST; open: REST }> {
  const { REST } = await import('discord.js');
  const make = (globalRequestsPerSecond: number): REST =>
    new REST({
      ...(apiUrl ? { api: apiUrl.replace(/\/+$/, '') } : {}),
      version: '10',
      retries: 0,
      timeout: CALL_TIMEOUT_MILLISECONDS,
      globalRequestsPerSecond,
      // What takes longer than a moment does not wait in a queue out of sight: the outbox knows when to come again.
      rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > LONGEST_WAIT_MILLISECONDS,
    });
  return { bot: make(50), open: make(Number.POSITIVE_INFINITY) };
}

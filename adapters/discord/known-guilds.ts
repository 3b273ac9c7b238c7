import { z } from 'zod';
import type { Origin } from '../../src/core/events.ts';
import { ChatError } from '../../src/core/ports.ts';
import { guildMember } from './members.ts';
import { snowflake } from './refs.ts';
import type { DiscordRest } from './rest.ts';

/** Which server somebody belongs to who writes 1:1, where Discord does not say it. */
export interface KnownGuilds {
  /** Somebody acted in a server. */
  remember(origin: Origin): void;
  /** The server of an account: where it acted last, else the one of the bot's servers it is in; null for none or several. */
  find(accountId: string): Promise<string | null>;
}

const MOST_REMEMBERED = 10_000;
/** With more servers than this, looking through them takes longer than Discord waits. */
const MOST_GUILDS = 10;

/** Makes the memory. It decides nothing: the core still asks whether the account belongs to that server's school. */
export function createKnownGuilds(rest: DiscordRest): KnownGuilds {
  const lastOf = new Map<string, string>();
  const remember = (accountId: string, guildId: string): void => {
    lastOf.delete(accountId);
    lastOf.set(accountId, guildId);
    if (lastOf.size > MOST_REMEMBERED) lastOf.delete(lastOf.keys().next().value as string);
  };

  async function isMember(guildId: string, accountId: string): Promise<boolean> {
    try {
      await rest.read('GET', `/guilds/${guildId}/members/${accountId}`, guildMember);
      return true;
    } catch (error) {
      if (error instanceof ChatError && error.failure === 'gone') return false;
      throw error;
    }
  }

  async function lookUp(accountId: string): Promise<string | null> {
    const guilds = await rest.read('GET', '/users/@me/guilds', z.array(z.looseObject({ id: snowflake })));
    if (guilds.length > MOST_GUILDS) return null;
    const members = await Promise.all(guilds.map(async ({ id }) => ((await isMember(id, accountId)) ? [id] : [])));
    const [only, ...others] = members.flat();
    if (!only || others.length > 0) return null;
    remember(accountId, only);
    return only;
  }

  return {
    remember: ({ accountId, workspaceId }) => remember(accountId, workspaceId),
    find: async (accountId) => lastOf.get(accountId) ?? (await lookUp(accountId).catch(() => null)),
  };
}

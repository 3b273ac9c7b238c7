import { z } from 'zod';
import type { Origin } from '../../src/core/events.ts';
import { atMost } from '../shared/within-time.ts';
import { readMember } from './members.ts';
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
/** Discord waits 3 seconds for the answer, and the core needs the most of them. */
const FIND_WITHIN_MILLISECONDS = 1000;
const NONE_GOOD_FOR_MILLISECONDS = 60_000;

/** Makes the memory. It decides nothing: the core still asks whether the account belongs to that server's school. */
export function createKnownGuilds(
  rest: DiscordRest,
  { milliseconds = FIND_WITHIN_MILLISECONDS, now = Date.now }: { milliseconds?: number; now?: () => number } = {},
): KnownGuilds {
  const lastOf = new Map<string, string>();
  const noneUntil = new Map<string, number>();

  const remember = (accountId: string, guildId: string): void => {
    noneUntil.delete(accountId);
    putLast(lastOf, accountId, guildId);
  };

  async function lookUp(accountId: string): Promise<string | null> {
    const guilds = await rest.read('GET', '/users/@me/guilds', z.array(z.looseObject({ id: snowflake })));
    if (guilds.length > MOST_GUILDS) return null;
    const found = await Promise.all(guilds.map(({ id }) => readMember(rest, id, accountId)));
    const [only, ...others] = guilds.filter((_, at) => found[at]);
    return only && others.length === 0 ? only.id : null;
  }

  return {
    remember: ({ accountId, workspaceId }) => remember(accountId, workspaceId),
    async find(accountId) {
      const last = lastOf.get(accountId);
      if (last) return last;
      if ((noneUntil.get(accountId) ?? 0) > now()) return null;
      // What could not be found out in time is asked again with the next message; what is none stays so a while.
      const looked = lookUp(accountId).then((guildId) => {
        if (guildId) remember(accountId, guildId);
        else putLast(noneUntil, accountId, now() + NONE_GOOD_FOR_MILLISECONDS);
        return guildId;
      });
      return atMost(() => looked, milliseconds).catch(() => null);
    },
  };
}

function putLast<T>(kept: Map<string, T>, name: string, value: T): void {
  kept.delete(name);
  kept.set(name, value);
  if (kept.size > MOST_REMEMBERED) kept.delete(kept.keys().next().value as string);
}

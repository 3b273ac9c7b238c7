import { z } from 'zod';
import type { PlaceRef } from '../../src/core/events.ts';
import { ChatError, type Member } from '../../src/core/ports.ts';
import { snowflake } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import type { OutboundKind } from './settings.ts';

const PRIVATE_THREAD = 12;
const WEEK_MINUTES = 10_080;
/** The members of a place are those the core has just looked at, as long as it is as recent as this. */
const MEMBERS_GOOD_FOR_MILLISECONDS = 60_000;
/** Threads and members are remembered for so many; what is forgotten costs a call, not a message. */
const MOST_REMEMBERED = 1000;

const created = z.looseObject({ id: snowflake });
const activeThreads = z.looseObject({
  threads: z.array(
    z.looseObject({
      id: snowflake,
      type: z.number(),
      name: z.string().nullish(),
      parent_id: snowflake.nullish(),
      owner_id: snowflake.nullish(),
    }),
  ),
});

/** A thread for one subject in a channel. */
interface ThreadWanted {
  place: PlaceRef;
  channelId: string;
  name: string;
  /** What the thread is about: asked for again, it is the same thread. */
  subject: string;
  members: readonly Member[];
  /** Where the same name stands for the same subject: another process may have opened the thread and got no further. */
  sameNameInGuild: string | null;
}

/** Private threads and who is in them. */
export function createThreads(
  rest: DiscordRest,
  botIds: readonly string[],
  announce: (kind: OutboundKind, json: unknown) => void,
) {
  const begun = new Map<string, string>();
  const added = new Set<string>();
  const seen = new Map<string, { members: readonly Member[]; at: number }>();
  const keyOf = (place: PlaceRef, subject: string) => `${place.key}|${subject}`;

  async function addMembers(threadId: string, members: readonly Member[]): Promise<void> {
    for (const { accountId, app } of members) {
      const name = `${threadId}|${accountId}`;
      if (app || added.has(name)) continue;
      await rest.call('PUT', `/channels/${threadId}/thread-members/${accountId}`);
      added.add(name);
      dropOldest(added);
    }
  }

  /** A thread of this bot's that stands there already. */
  async function findOpen(guildId: string, { channelId, name }: ThreadWanted): Promise<string | undefined> {
    const { threads } = await rest.read('GET', `/guilds/${guildId}/threads/active`, activeThreads);
    return threads.find(
      (thread) =>
        thread.type === PRIVATE_THREAD &&
        thread.parent_id === channelId &&
        thread.name === name &&
        botIds.includes(thread.owner_id ?? ''),
    )?.id;
  }

  async function create({ channelId, name }: ThreadWanted): Promise<string> {
    const json = { name, type: PRIVATE_THREAD, invitable: false, auto_archive_duration: WEEK_MINUTES };
    announce('CreateTextThreadWithoutMessageRequest', json);
    const { id } = await rest
      .read('POST', `/channels/${channelId}/threads`, created, { body: json })
      .catch((error: unknown) => {
        throw error instanceof ChatError && error.failure === 'invalid' ? new ChatError('refused') : error;
      });
    return id;
  }

  const membersOf = (placeKey: string): readonly Member[] | null => {
    const found = seen.get(placeKey);
    return found && Date.now() - found.at < MEMBERS_GOOD_FOR_MILLISECONDS ? found.members : null;
  };

  return {
    /** Keeps the members of a place as just read, so that exactly those are let in who were looked at. */
    rememberMembers(placeKey: string, members: readonly Member[]): void {
      seen.set(placeKey, { members, at: Date.now() });
      dropOldest(seen);
    },
    membersOf,
    /**
     * Opens a private thread and lets the members of its channel in, before anything stands in it. After a failure on the way
     * the same thread is used again. Throws `refused` where private threads cannot be made.
     */
    async open(wanted: ThreadWanted): Promise<string> {
      const { place, subject, members, sameNameInGuild } = wanted;
      const key = keyOf(place, subject);
      const standing = begun.get(key) ?? (sameNameInGuild ? await findOpen(sameNameInGuild, wanted) : undefined);
      const threadId = standing ?? (await create(wanted));
      begun.set(key, threadId);
      dropOldest(begun);
      await addMembers(threadId, members);
      return threadId;
    },
    /** The thread has its first message. */
    done: (place: PlaceRef, subject: string): void => {
      begun.delete(keyOf(place, subject));
    },
    /** Takes a thread out of the archive. */
    async takeOut(threadId: string): Promise<void> {
      const json = { archived: false };
      announce('UpdateThreadRequestPartial', json);
      await rest.call('PATCH', `/channels/${threadId}`, { body: json });
    },
    /** Lets those in who came to the channel since; a failure keeps nobody from what was posted. */
    async addNewMembers(placeKey: string, threadId: string): Promise<void> {
      await addMembers(threadId, membersOf(placeKey) ?? []).catch(() => undefined);
    },
  };
}

function dropOldest(kept: { size: number; keys(): Iterator<string>; delete(key: string): boolean }): void {
  if (kept.size > MOST_REMEMBERED) kept.delete(kept.keys().next().value as string);
}

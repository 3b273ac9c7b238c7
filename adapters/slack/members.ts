import type { webApi } from '@slack/bolt';
import { ChatError, type Member } from '../../src/core/ports.ts';
import { toChatError } from './errors.ts';
import type { Workspaces } from './workspaces.ts';

/** What Slack's directory says of one account. */
interface Person {
  member: Member;
  deleted: boolean;
}

/** Reads who is in a channel and who somebody is. Every method throws `ChatError`. */
export interface Directory {
  /** The accounts in a channel, the bot itself left out. */
  listMembers(teamId: string, channelId: string): Promise<Member[]>;
  /** One account; null where there is none. Asked afresh, since it decides who may be served. */
  find(teamId: string, userId: string): Promise<Member | null>;
}

/** Somebody made a guest is noticed within this time; without it a post would cost a call for every member. */
const REMEMBER_MILLISECONDS = 3 * 60_000;
const MOST_REMEMBERED = 20_000;
const PAGE = 500;
const AT_ONCE = 8;

/** Makes the directory of the workspaces. */
export function createDirectory(workspaces: Workspaces): Directory {
  const remembered = new Map<string, { person: Person; until: number }>();

  async function ask(teamId: string, userId: string): Promise<Person> {
    const { client } = await workspaces.require(teamId);
    try {
      const { user } = await client.users.info({ user: userId });
      if (!user) throw new ChatError('unavailable');
      return toPerson(user, userId, teamId);
    } catch (error) {
      throw toChatError(error);
    }
  }

  async function look(teamId: string, userId: string): Promise<Person> {
    const key = `${teamId}|${userId}`;
    const entry = remembered.get(key);
    if (entry && entry.until > Date.now()) return entry.person;
    const person = await ask(teamId, userId).catch((error: unknown) => {
      // Somebody whom the bot cannot see is no member of this school's staff.
      if (error instanceof ChatError && error.failure === 'gone') return stranger(userId);
      throw error;
    });
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, { person, until: Date.now() + REMEMBER_MILLISECONDS });
    return person;
  }

  async function listIds(client: webApi.WebClient, channelId: string): Promise<string[]> {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await client.conversations
        .members({ channel: channelId, limit: PAGE, ...(cursor ? { cursor } : {}) })
        .catch((error: unknown) => {
          throw toChatError(error);
        });
      const next: string | undefined = page.response_metadata?.next_cursor || undefined;
      // A page that is empty or leads back to itself means that the list was cut.
      if (!page.members || page.members.length === 0 || (next && next === cursor)) throw new ChatError('unavailable');
      for (const id of page.members) ids.add(id);
      cursor = next;
    } while (cursor);
    return [...ids];
  }

  return {
    async listMembers(teamId, channelId) {
      const { client, botUserId } = await workspaces.require(teamId);
      const ids = await listIds(client, channelId);
      const own = botUserId ?? (await ownId(client));
      const others = ids.filter((id) => id !== own);
      const people: Person[] = [];
      for (let at = 0; at < others.length; at += AT_ONCE)
        people.push(...(await Promise.all(others.slice(at, at + AT_ONCE).map((id) => look(teamId, id)))));
      const members = people.filter(({ deleted }) => !deleted).map(({ member }) => member);
      if (members.length === 0) throw new ChatError('unavailable');
      return members;
    },
    async find(teamId, userId) {
      try {
        const person = await ask(teamId, userId);
        return person.deleted ? null : person.member;
      } catch (error) {
        if (error instanceof ChatError && error.failure === 'gone') return null;
        throw error;
      }
    },
  };
}

async function ownId(client: webApi.WebClient): Promise<string | undefined> {
  try {
    return (await client.auth.test()).user_id;
  } catch (error) {
    throw toChatError(error);
  }
}

const stranger = (accountId: string): Person => ({
  member: { accountId, email: null, guest: true, app: false },
  deleted: false,
});

type User = NonNullable<webApi.UsersInfoResponse['user']>;

/** A guest of one or several channels, somebody of another organisation, and somebody invited who never came are all outside the school. */
function toPerson(user: User, userId: string, teamId: string): Person {
  const outside = user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.is_invited_user;
  const elsewhere = !!user.team_id && user.team_id !== teamId && !user.enterprise_user?.teams?.includes(teamId);
  return {
    member: {
      accountId: userId,
      email: user.profile?.email?.toLowerCase() ?? null,
      guest: !!outside || elsewhere,
      app: !!(user.is_bot || user.is_workflow_bot || user.is_connector_bot) || userId === 'USLACKBOT',
    },
    deleted: user.deleted ?? false,
  };
}

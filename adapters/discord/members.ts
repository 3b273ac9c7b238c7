import { z } from 'zod';
import { ChatError, type Member } from '../../src/core/ports.ts';
import { THREADS } from './parse.ts';
import { snowflake } from './refs.ts';
import type { DiscordRest } from './rest.ts';

const permissions = z.string().regex(/^\d{1,20}$/);
const guild = z.looseObject({
  id: snowflake,
  owner_id: snowflake,
  roles: z.array(z.looseObject({ id: snowflake, permissions })),
});
const channel = z.looseObject({
  id: snowflake,
  type: z.number(),
  guild_id: snowflake.nullish(),
  parent_id: snowflake.nullish(),
  permission_overwrites: z
    .array(z.looseObject({ id: snowflake, type: z.number(), allow: permissions, deny: permissions }))
    .nullish(),
});
/** A member of a server as Discord lists one. */
export const guildMember = z.looseObject({
  user: z.looseObject({ id: snowflake, bot: z.boolean().nullish() }),
  roles: z.array(snowflake),
});
type Guild = z.infer<typeof guild>;
type Channel = z.infer<typeof channel>;
type GuildMember = z.infer<typeof guildMember>;

const ADMINISTRATOR = 1n << 3n;
const VIEW_CHANNEL = 1n << 10n;
const PAGE_SIZE = 1000;

/**
 * Everybody who can see a channel, people and apps: Discord has no list of that, so it is worked out from roles, the
 * channel's own rules, the owner and the administrators. A list that is cut, or that lacks the bot itself, is an outage.
 */
export async function listViewers(
  rest: DiscordRest,
  place: { guildId: string; channelId: string },
  botIds: readonly string[],
): Promise<Member[]> {
  const [server, inChannel] = await Promise.all([
    rest.read('GET', `/guilds/${place.guildId}`, guild),
    readChannel(rest, place.channelId),
  ]);
  if (inChannel.guild_id !== place.guildId) throw new ChatError('invalid');
  const members = await listGuildMembers(rest, place.guildId);
  const viewers = members.filter((member) => maySee(server, inChannel, member));
  // The bot sees the channel it reads, and is a member: a list without it is not the whole list.
  if (!viewers.some(({ user }) => botIds.includes(user.id))) throw new ChatError('unavailable');
  return viewers.filter(({ user }) => !botIds.includes(user.id)).map(toMember);
}

/** A member as the core knows one. Discord gives a bot no e-mail address. */
export function toMember({ user }: GuildMember): Member {
  return { accountId: user.id, email: null, guest: false, app: user.bot === true };
}

/** Reads a channel; of a thread its channel, since those who see that see the thread. */
export async function readChannel(rest: DiscordRest, channelId: string): Promise<Channel> {
  const found = await rest.read('GET', `/channels/${channelId}`, channel);
  if (!THREADS.includes(found.type)) return found;
  if (!found.parent_id) throw new ChatError('unavailable');
  return rest.read('GET', `/channels/${found.parent_id}`, channel);
}

/** Reads all pages. A refusal means the permission to read members is missing: then nothing is known of them. */
async function listGuildMembers(rest: DiscordRest, guildId: string): Promise<GuildMember[]> {
  const members: GuildMember[] = [];
  for (let after = '0'; ; ) {
    const query = { limit: String(PAGE_SIZE), after };
    const page = await rest
      .read('GET', `/guilds/${guildId}/members`, z.array(guildMember), { query })
      .catch((error: unknown) => {
        throw error instanceof ChatError && error.failure === 'rate-limited' ? error : new ChatError('unavailable');
      });
    members.push(...page);
    if (page.length < PAGE_SIZE) return members;
    const last = page.reduce((most, { user }) => (BigInt(user.id) > BigInt(most) ? user.id : most), after);
    // A list that goes in circles would look complete at its first turn.
    if (BigInt(last) <= BigInt(after)) throw new ChatError('unavailable');
    after = last;
  }
}

/** Discord's own order: everyone, roles, then the channel's rules for everyone, for roles together, for the member. */
function maySee(server: Guild, inChannel: Channel, member: GuildMember): boolean {
  if (member.user.id === server.owner_id) return true;
  const roles = new Set([...member.roles, server.id]);
  const base = server.roles.filter(({ id }) => roles.has(id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if ((base & ADMINISTRATOR) !== 0n) return true;
  const rules = inChannel.permission_overwrites ?? [];
  const apply = (granted: bigint, wanted: (id: string) => boolean): bigint => {
    const chosen = rules.filter(({ id }) => wanted(id));
    const deny = chosen.reduce((sum, rule) => sum | BigInt(rule.deny), 0n);
    const allow = chosen.reduce((sum, rule) => sum | BigInt(rule.allow), 0n);
    return (granted & ~deny) | allow;
  };
  const forEveryone = apply(base, (id) => id === server.id);
  const forRoles = apply(forEveryone, (id) => id !== server.id && roles.has(id));
  return (apply(forRoles, (id) => id === member.user.id) & VIEW_CHANNEL) !== 0n;
}

/** One member of a server; null for somebody who is not in it. Throws `ChatError`. */
export async function readMember(rest: DiscordRest, guildId: string, accountId: string): Promise<Member | null> {
  try {
    return toMember(await rest.read('GET', `/guilds/${guildId}/members/${accountId}`, guildMember));
  } catch (error) {
    if (error instanceof ChatError && error.failure === 'gone') return null;
    throw error;
  }
}

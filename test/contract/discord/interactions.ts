import { SHOW } from '../../../adapters/discord/commands.ts';
import type { DiscordState, StoredInteraction, StoredMessage } from './discord-state.ts';
import { CHANNEL, EPHEMERAL } from './discord-state.ts';

/** Who does something where. */
export interface Happens {
  accountId: string;
  channelId: string;
}

/** An interaction as Discord sends it. */
export type Interaction = Record<string, unknown> & { id: string; token: string };

const COMMON = { version: 1, locale: 'en-GB', app_permissions: '2248473465835073', entitlements: [] };

/** What the field behind a command is called, where it is not a reference. */
const FIELDS: Record<string, string> = { setup: 'school', code: 'code', cases: 'show', report: 'text' };

/** Words without a part of the command: they are chosen behind one part that opens them. */
const SHOWN = [
  ...['policy', 'policies', 'training', 'due', 'registers', 'unblock', 'filter', 'digest', 'checklist', 'induct'],
  ...['bulletin', 'rota'],
];

/** A typed command: its part, and what was typed into the fields behind it. */
export function makeCommand(
  state: DiscordState,
  at: Happens,
  { verb, rest, file }: { verb: string; rest: string; file?: boolean },
): Interaction {
  if (SHOWN.includes(verb)) {
    const chosen = { type: 1, name: SHOW, options: [{ type: 3, name: 'what', value: verb }] };
    return makeInteraction(state, at, 2, { id: '771825006014889984', name: 'esafety', type: 1, options: [chosen] });
  }
  const words = rest ? [{ type: 3, name: FIELDS[verb] ?? 'reference', value: rest }] : [];
  const attachment = file ? [{ type: 11, name: 'file', value: '77' }] : [];
  const resolved = file ? { resolved: { attachments: { 77: { id: '77', filename: 'picture.png' } } } } : {};
  const options = [{ type: 1, name: verb, options: [...words, ...attachment] }];
  return makeInteraction(state, at, 2, { id: '771825006014889984', name: 'esafety', type: 1, options, ...resolved });
}

/** The command in the menu of somebody's message. */
export function makeMessageCommand(state: DiscordState, at: Happens, content: string): Interaction {
  const id = state.makeId();
  const message = { id, type: 0, content, channel_id: at.channelId, attachments: [], embeds: [], author: { id: '42' } };
  const data = { id: '771825006014889985', name: 'Report this message', type: 3, target_id: id };
  return makeInteraction(state, at, 2, { ...data, resolved: { messages: { [id]: message } } });
}

/** A pressed button. */
export function makePress(state: DiscordState, at: Happens, customId: string, on: StoredMessage | null): Interaction {
  return makeInteraction(state, at, 3, { component_type: 2, custom_id: customId, id: 2 }, on);
}

/** A modal that was filled in. `on` is the message from whose button it was opened. */
export function makeModalSubmit(
  state: DiscordState,
  at: Happens,
  customId: string,
  components: unknown[],
  on: StoredMessage | null,
): Interaction {
  return makeInteraction(state, at, 5, { custom_id: customId, components }, on);
}

/** A message that somebody wrote, as the gateway brings it. */
export function makeMessageCreate(
  state: DiscordState,
  { accountId, channelId }: Happens,
  { content, file, own }: { content: string; file?: boolean; own?: boolean },
): Record<string, unknown> {
  const channel = state.channels.get(channelId);
  const mentions = content.includes(`<@${state.applicationId}>`)
    ? [{ id: state.applicationId, username: 'esafety' }]
    : [];
  return {
    id: state.makeId(),
    type: 0,
    channel_id: channelId,
    ...(channel?.type === CHANNEL.personal ? {} : { guild_id: state.guildId, member: { roles: [] } }),
    author: { id: accountId, username: 'somebody', discriminator: '0', ...(own ? { bot: true } : {}) },
    content,
    mentions,
    mention_roles: [],
    mention_everyone: false,
    attachments: file ? [{ id: '77', filename: 'picture.png', size: 10, url: 'https://cdn.invalid/77' }] : [],
    embeds: [],
    components: [],
    timestamp: '2026-11-10T10:00:00.000000+00:00',
    edited_timestamp: null,
    tts: false,
    pinned: false,
    flags: 0,
  };
}

function makeInteraction(
  state: DiscordState,
  { accountId, channelId }: Happens,
  type: number,
  data: Record<string, unknown>,
  on: StoredMessage | null = null,
): Interaction {
  const id = state.makeId();
  const token = `token-${id}`;
  const channel = state.channels.get(channelId);
  const user = { id: accountId, username: 'somebody', discriminator: '0', global_name: 'Somebody' };
  const inServer = {
    guild_id: state.guildId,
    guild_locale: 'en-GB',
    member: { user, roles: [], permissions: '1024', joined_at: '2026-01-04T20:21:10.139000+00:00' },
    context: 0,
  };
  const stored: StoredInteraction = { id, token, accountId, channelId, ...(on ? { messageId: on.id } : {}) };
  state.interactions.push(stored);
  const place = channel?.parentId ? { parent_id: channel.parentId } : {};
  const ephemeral = on && state.ephemeral.some((message) => message.id === on.id);
  return {
    ...COMMON,
    authorizing_integration_owners: { 0: channel?.type === CHANNEL.personal ? '0' : state.guildId },
    id,
    application_id: state.applicationId,
    type,
    token,
    channel_id: channelId,
    channel: { id: channelId, type: channel?.type ?? 0, ...place },
    ...(channel?.type === CHANNEL.personal ? { user, context: 1 } : inServer),
    data,
    ...(on
      ? {
          message: {
            id: on.id,
            channel_id: on.channelId,
            flags: on.flags | (ephemeral ? EPHEMERAL : 0),
            author: { id: state.applicationId, bot: true },
            components: on.components,
            content: '',
          },
        }
      : {}),
  };
}

import type { FormName, InboundEvent, Origin } from '../../src/core/events.ts';
import { eventOfButton, isFormName } from '../shared/buttons.ts';
import { SHOW } from './commands.ts';
import { FLAG } from './components.ts';
import { decodeCustomId } from './custom-id.ts';
import type { Inputs } from './form-values.ts';
import {
  COMMAND_TYPE,
  INTERACTION,
  type IncomingGuild,
  type IncomingInteraction,
  type IncomingMessage,
} from './interaction.ts';
import { encodeMessage, encodePlace } from './refs.ts';

/** Where an interaction has to be answered, and what stands there now. */
export interface AnswerTo {
  interactionId: string;
  token: string;
  /** The message its button stood on: null for a command. */
  on: 'ephemeral' | 'message' | null;
  /** A modal cannot be the answer to a modal. */
  fromModal: boolean;
}

/** Which form, by its name and the identifiers it carries. */
export interface FormRef {
  name: FormName;
  data: Record<string, string>;
}

/** What an interaction means. Forms are filled in over several modals, of which the core sees only the end. */
export type Parsed =
  | { kind: 'event'; event: InboundEvent }
  | { kind: 'page-opened'; origin: Origin; form: FormRef; page: number }
  | { kind: 'page-filled'; origin: Origin; form: FormRef; page: number; inputs: Inputs }
  | { kind: 'form-sent'; origin: Origin; form: FormRef }
  /** It came from a 1:1 chat and does not say which server it is about. */
  | { kind: 'no-server'; accountId: string }
  | { kind: 'ignored' };

/** Kinds of channels that are threads, by Discord's number. */
export const THREADS = [10, 11, 12];
const TEXT_CHANNELS = [0, 5];

/**
 * Reads a verified interaction. Whatever is not ours to answer is `ignored`.
 * @param knownGuildId the server of somebody in the 1:1 chat, where it was found out
 */
export function parseInteraction(interaction: IncomingInteraction, knownGuildId: string | null = null): Parsed {
  const customId = decodeCustomId(interaction.data?.custom_id ?? '');
  const guildId = interaction.guild_id ?? customId?.guildId ?? knownGuildId;
  const account = interaction.member?.user ?? interaction.user;
  const channelId = interaction.channel_id ?? interaction.channel?.id;
  if (!account || !channelId || account.bot) return { kind: 'ignored' };
  if (!guildId) return { kind: 'no-server', accountId: account.id };
  const origin = readOrigin(interaction, { guildId, channelId, accountId: account.id });
  if (interaction.type === INTERACTION.command) return orIgnored(readCommand(interaction, origin));
  if (!customId) return { kind: 'ignored' };
  const { act, name, ids, page } = customId;
  if (interaction.type === INTERACTION.component && (act === 'press' || act === 'open'))
    return orIgnored(eventOfButton({ act, name, ids }, origin));
  if (!isFormName(name)) return { kind: 'ignored' };
  const form = { name, data: withVariant(name, ids) };
  if (interaction.type === INTERACTION.component && act === 'send') return { kind: 'form-sent', origin, form };
  if (act !== 'page' || page === undefined) return { kind: 'ignored' };
  if (interaction.type === INTERACTION.component) return { kind: 'page-opened', origin, form, page };
  if (interaction.type !== INTERACTION.modal) return { kind: 'ignored' };
  return { kind: 'page-filled', origin, form, page, inputs: readInputs(interaction) };
}

/** Where and over what an interaction is answered. */
export function readAnswerTo({ id, token, message, type }: IncomingInteraction): AnswerTo {
  const ephemeral = ((message?.flags ?? 0) & FLAG.ephemeral) !== 0;
  return {
    interactionId: id,
    token,
    on: message ? (ephemeral ? 'ephemeral' : 'message') : null,
    fromModal: type === INTERACTION.modal,
  };
}

/**
 * Reads a message from the gateway: one that mentions the bot, or one of the 1:1 chat. Every other is `ignored`, unread.
 * @param botIds this bot's own ids
 * @param knownGuildId the server of somebody who writes in the 1:1 chat, where it was found out
 * @param parentId the channel of the thread it stands in, which is the place
 */
export function parseMessage(
  message: IncomingMessage,
  botIds: readonly string[],
  knownGuildId: string | null = null,
  parentId: string | null = null,
): Parsed {
  const { author, content, channel_id: channelId } = message;
  if (author.bot || message.webhook_id || botIds.includes(author.id)) return { kind: 'ignored' };
  const mentioned = (message.mentions ?? []).some(({ id }) => botIds.includes(id));
  if (message.guild_id && !mentioned) return { kind: 'ignored' };
  const guildId = message.guild_id ?? knownGuildId;
  if (!guildId) return { kind: 'no-server', accountId: author.id };
  const text = botIds.reduce((rest, id) => rest.replace(new RegExp(`<@!?${id}>`, 'g'), ' '), content ?? '');
  const hasAttachment = [message.attachments, message.sticker_items].some((files) => (files ?? []).length > 0);
  const kind = message.guild_id ? 'channel' : 'personal';
  const address = { guildId, channelId: parentId ?? channelId, kind } as const;
  const origin: Origin = {
    platform: 'discord',
    workspaceId: guildId,
    accountId: author.id,
    eventId: message.id,
    place: encodePlace(address),
    ...(parentId ? { thread: encodeMessage({ ...address, threadId: channelId, messageId: channelId }) } : {}),
  };
  return { kind: 'event', event: { kind: 'command', origin, text: text.trim(), hasAttachment } };
}

/** The channels of a server the bot is in, as places it was added to. */
export function parseGuild({ id: guildId, channels, unavailable }: IncomingGuild, botId: string): InboundEvent[] {
  if (unavailable) return [];
  return (channels ?? [])
    .filter(({ type }) => TEXT_CHANNELS.includes(type))
    .map(({ id: channelId }) => ({
      kind: 'joined',
      origin: {
        platform: 'discord',
        workspaceId: guildId,
        accountId: botId,
        eventId: `joined|${channelId}`,
        place: encodePlace({ guildId, channelId, kind: 'channel' }),
      },
    }));
}

/** A thread belongs to its channel: the channel is the place. */
function readOrigin(
  { id, guild_id, channel, message }: IncomingInteraction,
  at: { guildId: string; channelId: string; accountId: string },
): Origin {
  const { guildId, accountId } = at;
  const inThread = THREADS.includes(channel?.type ?? -1) && channel?.parent_id;
  const kind = guild_id ? 'channel' : 'personal';
  const address = { guildId, channelId: inThread || at.channelId, kind } as const;
  const threadId = inThread ? at.channelId : undefined;
  // A thread's first message has an id of its own; what is answered goes to the thread.
  const messageId = message?.id ?? threadId;
  return {
    platform: 'discord',
    workspaceId: guildId,
    accountId,
    eventId: id,
    place: encodePlace(address),
    ...(messageId ? { thread: encodeMessage({ ...address, ...(threadId ? { threadId } : {}), messageId }) } : {}),
  };
}

function readCommand({ data }: IncomingInteraction, origin: Origin): InboundEvent | null {
  if (data?.type === COMMAND_TYPE.onMessage) {
    // Pictures of the message are neither fetched nor passed on.
    const quoted = data.resolved?.messages?.[data.target_id ?? '']?.content?.trim();
    return { kind: 'open', origin, form: 'report', data: {}, ...(quoted ? { quoted } : {}) };
  }
  if (data?.type !== COMMAND_TYPE.typed) return null;
  const [verb] = data.options ?? [];
  const words = (verb?.options ?? []).map(({ value }) => String(value ?? ''));
  const hasAttachment = Object.keys(data.resolved?.attachments ?? {}).length > 0;
  const typed = verb?.name === SHOW ? words : [verb?.name ?? '', ...words];
  return { kind: 'command', origin, text: typed.join(' ').trim(), hasAttachment };
}

/** Texts, menus and lists of a modal, each by its identifier. */
function readInputs({ data }: IncomingInteraction): Inputs {
  const inputs: Inputs = {};
  for (const top of data?.components ?? [])
    for (const { custom_id: id, value, values } of [
      ...(top.component ? [top.component] : []),
      ...(top.components ?? []),
    ])
      if (id) inputs[id] = value ?? values?.[0] ?? '';
  return inputs;
}

/** What `encodeCustomId` leaves out, because it is the name again. */
function withVariant(name: FormName, ids: Record<string, string>): Record<string, string> {
  return { ...ids, variant: name };
}

const orIgnored = (event: InboundEvent | null): Parsed => (event ? { kind: 'event', event } : { kind: 'ignored' });

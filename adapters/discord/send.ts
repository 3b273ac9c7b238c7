import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Card, Showable } from '../../cards/model.ts';
import type { PlaceRef } from '../../src/core/events.ts';
import { type AccountRef, type Chat, ChatError, type Member } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { guardChat } from '../shared/guard-chat.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { FLAG, type MessageBody } from './components.ts';
import { MOST_SHORT_TEXT, requireLength } from './limits.ts';
import { listViewers, readMember } from './members.ts';
import { decodeMessage, decodePlace, encodeMessage, encodePlace, type PlaceAddress, snowflake } from './refs.ts';
import { renderAnnounced, renderOne } from './render.ts';
import type { DiscordRest } from './rest.ts';
import type { OutboundKind } from './settings.ts';
import { createThreads } from './threads.ts';

/** What the chat port works with. */
export interface SendParts {
  rest: DiscordRest;
  describe(view: View): Showable;
  /** This bot's own ids. */
  botIds: readonly string[];
  onOutbound?: AdapterDeps['onOutbound'];
}

/** The chat port on Discord, and what only this adapter needs of it. */
export interface DiscordChat extends Chat {
  /** Writes in a channel itself, without a thread. */
  sendToChannel(channelId: string, bodies: readonly MessageBody[]): Promise<void>;
  /** Writes 1:1 what is no view of the core, such as the button that opens a form. */
  sendBodies(account: AccountRef, bodies: readonly MessageBody[]): Promise<void>;
}

const created = z.looseObject({ id: snowflake });

/** Makes the chat port. */
export function createDiscordChat({ rest, describe, botIds, onOutbound }: SendParts): DiscordChat {
  const announce = (kind: OutboundKind, json: unknown): void => onOutbound?.(kind, json);
  const threads = createThreads(rest, botIds, announce);

  async function post(channelId: string, body: MessageBody, nonce?: string): Promise<string> {
    const json = { ...body, ...(nonce ? { nonce, enforce_nonce: true } : {}) };
    announce('message', json);
    const { id } = await rest.read('POST', `/channels/${channelId}/messages`, created, { body: json });
    return id;
  }

  function cardOf(view: View): Card {
    const showable = describe(view);
    if (showable.kind !== 'card') throw new PlatformLimit('Discord', 'a form as a message; it opens from a button');
    return showable;
  }

  async function openPersonal({ workspaceId, accountId }: AccountRef): Promise<PlaceAddress> {
    const json = { recipient_id: accountId };
    announce('CreatePrivateChannelRequest', json);
    const { id } = await rest.read('POST', '/users/@me/channels', created, { body: json });
    return { guildId: workspaceId, channelId: id, kind: 'personal' };
  }

  /** What does not fit in one message goes on in the next; the first stands for all. */
  async function sendPersonal(place: PlaceAddress, bodies: readonly MessageBody[]) {
    let first: string | undefined;
    for (const body of bodies) {
      const id = await post(place.channelId, body);
      first ??= id;
    }
    if (!first) throw new PlatformLimit('Discord', 'a message without content');
    return { message: encodeMessage({ ...place, messageId: first }), personalAddress: encodePlace(place).address };
  }

  const listMembers = async (place: PlaceRef): Promise<Member[]> => {
    const members = await listViewers(rest, decodePlace(place.address), botIds);
    if (members.length === 0) throw new ChatError('unavailable');
    threads.rememberMembers(place.key, members);
    return members;
  };

  const chat: Chat = {
    platform: 'discord',
    async sendToPerson(account, view) {
      const bodies = renderAnnounced(cardOf(view), account.workspaceId);
      const known = account.personalAddress ? decodePlace(account.personalAddress) : null;
      try {
        return await sendPersonal(known ?? (await openPersonal(account)), bodies);
      } catch (error) {
        if (!known || !(error instanceof ChatError) || error.failure !== 'gone') throw error;
        return await sendPersonal(await openPersonal(account), bodies);
      }
    },
    async postToPlace(place, view) {
      const address = decodePlace(place.address);
      const card = cardOf(view);
      const body = renderOne(card, address.kind === 'personal' ? address.guildId : null);
      if (address.kind === 'personal')
        return encodeMessage({ ...address, messageId: await post(address.channelId, body) });
      const name = requireLength(card.title, MOST_SHORT_TEXT, 'the name of a thread');
      const caseId = view.name === 'case-card' ? view.caseId : name;
      const members = threads.membersOf(place.key) ?? (await listMembers(place));
      const threadId = await threads.open({
        place,
        channelId: address.channelId,
        name,
        subject: caseId,
        members,
        sameNameInGuild: view.name === 'case-card' ? address.guildId : null,
      });
      const messageId = await post(threadId, body, nonceOf(caseId));
      threads.done(place, caseId);
      return encodeMessage({ ...address, threadId, messageId });
    },
    async replyInThread(root, view) {
      const address = decodeMessage(root);
      const { guildId, channelId, kind, threadId = channelId } = address;
      const body = renderOne(cardOf(view), kind === 'personal' ? guildId : null);
      const messageId = await post(threadId, body);
      if (address.threadId)
        await threads.addNewMembers(encodePlace({ guildId, channelId, kind }).key, address.threadId);
      return encodeMessage({ ...address, messageId });
    },
    threadKeyOf(message) {
      const { threadId, messageId } = decodeMessage(message);
      return threadId ?? messageId;
    },
    async edit(message, view) {
      const { guildId, channelId, kind, threadId = channelId, messageId } = decodeMessage(message);
      const body = renderOne(cardOf(view), kind === 'personal' ? guildId : null);
      const json = { ...body, flags: body.flags & ~FLAG.ephemeral };
      announce('edit', json);
      const patch = () => rest.call('PATCH', `/channels/${threadId}/messages/${messageId}`, { body: json });
      try {
        await patch();
      } catch (error) {
        // A thread that was quiet for a week is put away, and nothing in it can be changed until it is taken out again.
        if (threadId === channelId || !(error instanceof ChatError) || error.failure !== 'invalid') throw error;
        await threads.takeOut(threadId);
        await patch();
      }
    },
    listMembers,
    findMember: ({ workspaceId, accountId }) => readMember(rest, workspaceId, accountId),
  };
  return {
    ...guardChat(chat),
    async sendToChannel(channelId, bodies) {
      for (const body of bodies) await post(channelId, body);
    },
    async sendBodies(account, bodies) {
      const known = account.personalAddress ? decodePlace(account.personalAddress) : null;
      await sendPersonal(known ?? (await openPersonal(account)), bodies);
    },
  };
}

/** Discord returns the first message instead of posting a second one with the same nonce within some minutes. */
const nonceOf = (subject: string): string => createHash('sha256').update(subject).digest('base64url').slice(0, 24);

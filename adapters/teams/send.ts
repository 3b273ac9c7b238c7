import type { Showable } from '../../cards/model.ts';
import { type AccountRef, type Chat, ChatError, type Member } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import { guardChat } from '../shared/guard-chat.ts';
import type { Connector, TeamsMember } from './connector.ts';
import { makeMessage } from './message.ts';
import {
  decodeMessage,
  decodePlace,
  encodeMessage,
  encodePlace,
  type PlaceAddress,
  threadConversationId,
} from './refs.ts';

/** What the chat port works with. */
export interface SendParts {
  connector: Connector;
  describe(view: View): Showable;
  /** The connector that serves a tenant; null before anything arrived from it. */
  serviceUrlOf(tenantId: string): string | null;
  botId: string;
}

/** The chat port on Teams. */
export function createTeamsChat({ connector, describe, serviceUrlOf, botId }: SendParts): Chat {
  const compose = (view: View) => makeMessage(describe(view));

  async function openPersonal({ workspaceId, accountId }: AccountRef, serviceUrl: string): Promise<PlaceAddress> {
    const { conversationId } = await connector.createPersonal(serviceUrl, workspaceId, accountId);
    return { serviceUrl, conversationId, tenantId: workspaceId, kind: 'personal' };
  }

  async function sendTo(place: PlaceAddress, activity: object) {
    const { activityId } = await connector.send(place.serviceUrl, place.conversationId, activity);
    return { message: encodeMessage({ ...place, activityId }), personalAddress: encodePlace(place).address };
  }

  const chat: Chat = {
    platform: 'teams',
    async sendToPerson(account, view) {
      const activity = compose(view);
      const known = account.personalAddress ? decodePlace(account.personalAddress) : null;
      const serviceUrl = known?.serviceUrl ?? serviceUrlOf(account.workspaceId);
      if (!serviceUrl) throw new ChatError('unavailable');
      try {
        return await sendTo(known ?? (await openPersonal(account, serviceUrl)), activity);
      } catch (error) {
        // A 1:1 chat gets a new address when the app was removed and added again.
        if (!known || !(error instanceof ChatError) || error.failure !== 'gone') throw error;
        return await sendTo(await openPersonal(account, serviceUrl), activity);
      }
    },
    async postToPlace(place, view) {
      const address = decodePlace(place.address);
      const { activityId } = await connector.send(address.serviceUrl, address.conversationId, compose(view));
      return encodeMessage({ ...address, activityId, ...(address.kind === 'channel' ? { threadId: activityId } : {}) });
    },
    async replyInThread(root, view) {
      const address = decodeMessage(root);
      const { activityId } = await connector.send(address.serviceUrl, threadConversationId(address), compose(view));
      const threadId = address.kind === 'channel' ? { threadId: address.threadId ?? address.activityId } : {};
      return encodeMessage({ ...address, ...threadId, activityId });
    },
    threadKeyOf(message) {
      const { conversationId, threadId, activityId } = decodeMessage(message);
      return `${conversationId}|${threadId ?? activityId}`;
    },
    async edit(message, view) {
      const address = decodeMessage(message);
      await connector.update(address.serviceUrl, threadConversationId(address), address.activityId, compose(view));
    },
    async listMembers(place) {
      const { serviceUrl, conversationId, tenantId } = decodePlace(place.address);
      const listed = await connector.listMembers(serviceUrl, conversationId);
      const members = listed.filter(({ id }) => id !== botId).map((member) => toMember(member, tenantId));
      if (members.length === 0) throw new ChatError('unavailable');
      return members;
    },
    async findMember(origin) {
      const place = decodePlace(origin.place.address);
      const find = async ({ serviceUrl, conversationId }: PlaceAddress) =>
        toMember(await connector.getMember(serviceUrl, conversationId, origin.accountId), place.tenantId);
      try {
        return await find(place);
      } catch (error) {
        if (!(error instanceof ChatError) || (error.failure !== 'refused' && error.failure !== 'gone')) throw error;
        if (place.kind === 'personal') return orNull(error);
      }
      // A command on a message also comes from chats that the bot is not in; the person's 1:1 chat knows them too.
      try {
        return await find(await openPersonal({ ...origin, personalAddress: null }, place.serviceUrl));
      } catch (error) {
        return orNull(error);
      }
    },
  };
  return guardChat(chat);
}

function orNull(error: unknown): null {
  if (error instanceof ChatError && error.failure === 'gone') return null;
  throw error;
}

/** A guest, somebody not signed in and somebody of another organisation are all outside the school. */
function toMember({ id, email, userPrincipalName, userRole, tenantId }: TeamsMember, ownTenantId: string): Member {
  const address = email || userPrincipalName;
  const outside = userRole === 'guest' || userRole === 'anonymous' || /#EXT#/i.test(userPrincipalName ?? '');
  return {
    accountId: id,
    email: address ? address.toLowerCase() : null,
    guest: outside || (!!tenantId && tenantId !== ownTenantId),
    app: id.startsWith('28:'),
  };
}

import type { Showable } from '../../cards/model.ts';
import { type AccountRef, type Chat, ChatError } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import { guardChat } from '../shared/guard-chat.ts';
import { toChatError } from './errors.ts';
import type { Directory } from './members.ts';
import { decodeMessage, decodePlace, encodeMessage, encodePlace, type PlaceAddress } from './refs.ts';
import { renderMessage } from './render.ts';
import type { SlackApi } from './web-api.ts';
import type { Workspaces } from './workspaces.ts';

/** What the chat port works with. */
export interface SendParts {
  workspaces: Workspaces;
  api: SlackApi;
  directory: Directory;
  describe(view: View): Showable;
}

const MOST_REMEMBERED = 50_000;

/** The chat port on Slack. */
export function createSlackChat({ workspaces, api, directory, describe }: SendParts): Chat {
  const compose = (view: View) => renderMessage(describe(view));
  // A command or dialog does not say which 1:1 chat is the person's own with the bot; opening it costs a call of few a minute.
  const opened = new Map<string, string>();

  async function openPersonal({ workspaceId: teamId, accountId: userId }: AccountRef): Promise<string> {
    const { client } = await workspaces.require(teamId);
    try {
      const { channel } = await client.conversations.open({ users: userId });
      if (!channel?.id) throw new ChatError('unavailable');
      if (opened.size >= MOST_REMEMBERED) opened.clear();
      opened.set(`${teamId}|${userId}`, channel.id);
      return channel.id;
    } catch (error) {
      throw toChatError(error);
    }
  }

  const chat: Chat = {
    platform: 'slack',
    async sendToPerson(account, view) {
      const message = compose(view);
      const { workspaceId: teamId, accountId: userId } = account;
      const send = async (channelId: string) => {
        const sent = await api.post({ teamId, channelId }, message);
        const place: PlaceAddress = { teamId, kind: 'personal', channelId, userId };
        return { message: encodeMessage({ teamId, ...sent }), personalAddress: encodePlace(place).address };
      };
      const address = account.personalAddress ? decodePlace(account.personalAddress) : null;
      const known = address?.channelId ?? opened.get(`${teamId}|${userId}`);
      try {
        return await send(known ?? (await openPersonal(account)));
      } catch (error) {
        // The 1:1 chat may have another id since the app was removed and installed again.
        if (!known || !(error instanceof ChatError) || error.failure !== 'gone') throw error;
        const anew = await openPersonal(account);
        if (anew === known) throw error;
        return await send(anew);
      }
    },
    async postToPlace(place, view) {
      const { teamId, channelId } = requireChannel(decodePlace(place.address));
      return encodeMessage({ teamId, ...(await api.post({ teamId, channelId }, compose(view))) });
    },
    async replyInThread(root, view) {
      const { teamId, channelId, ts, threadTs = ts } = decodeMessage(root);
      const sent = await api.post({ teamId, channelId, threadTs }, compose(view));
      return encodeMessage({ teamId, ...sent, threadTs });
    },
    threadKeyOf(message) {
      const { channelId, ts, threadTs } = decodeMessage(message);
      return `${channelId}|${threadTs ?? ts}`;
    },
    async edit(message, view) {
      await api.update(decodeMessage(message), compose(view));
    },
    async listMembers(place) {
      const { teamId, channelId } = requireChannel(decodePlace(place.address));
      return directory.listMembers(teamId, channelId);
    },
    findMember: ({ workspaceId, accountId }) => directory.find(workspaceId, accountId),
  };
  return guardChat(chat);
}

/** Nothing is posted to a place that is known by its person alone. */
function requireChannel({ teamId, channelId }: PlaceAddress): { teamId: string; channelId: string } {
  if (!channelId) throw new ChatError('invalid');
  return { teamId, channelId };
}

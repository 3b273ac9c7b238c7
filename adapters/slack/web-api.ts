import type { webApi } from '@slack/bolt';
import { ChatError } from '../../src/core/ports.ts';
import { toChatError } from './errors.ts';
import type { SlackMessage, SlackView } from './render.ts';
import { type Announce, SLACK_API_URL } from './settings.ts';
import type { Workspaces } from './workspaces.ts';

/** Where a message goes in a channel or 1:1 chat. */
export interface Spot {
  teamId: string;
  channelId: string;
  threadTs?: string;
}

/** The calls to Slack that show somebody something. Every one throws `ChatError`. */
export interface SlackApi {
  openDialog(teamId: string, triggerId: string, view: SlackView): Promise<void>;
  /** Puts a dialog on top of the one the trigger comes from. */
  pushDialog(teamId: string, triggerId: string, view: SlackView): Promise<void>;
  updateDialog(teamId: string, viewId: string, view: SlackView): Promise<void>;
  publishHome(teamId: string, userId: string, view: SlackView): Promise<void>;
  post(spot: Spot, message: SlackMessage): Promise<{ channelId: string; ts: string }>;
  /** Shows a message to one person of a channel alone. */
  postPrivately(spot: Spot, userId: string, message: SlackMessage): Promise<void>;
  update(spot: { teamId: string; channelId: string; ts: string }, message: SlackMessage): Promise<void>;
  /** Answers a command or button through the address that came with it: for one person alone, or in place of the message. */
  respond(responseUrl: string, message: SlackMessage, how: { replace: boolean }): Promise<void>;
}

/** A link in a message must not fetch a preview of a page of concern. */
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false };
const RESPOND_TIMEOUT_MILLISECONDS = 10_000;

/** Calls Slack; every payload is announced before it leaves. */
export function createSlackApi(
  workspaces: Workspaces,
  apiUrl: string | null,
  announce: Announce = () => undefined,
): SlackApi {
  async function call(
    teamId: string,
    method: string,
    options: Record<string, unknown>,
  ): Promise<webApi.WebAPICallResult> {
    const { client } = await workspaces.require(teamId);
    try {
      return await client.apiCall(method, options);
    } catch (error) {
      throw toChatError(error);
    }
  }
  const place = ({ channelId, threadTs }: Spot) => ({
    channel: channelId,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  });
  return {
    async openDialog(teamId, triggerId, view) {
      announce('modal', view);
      await call(teamId, 'views.open', { trigger_id: triggerId, view });
    },
    async pushDialog(teamId, triggerId, view) {
      announce('modal', view);
      await call(teamId, 'views.push', { trigger_id: triggerId, view });
    },
    async updateDialog(teamId, viewId, view) {
      announce('modal', view);
      await call(teamId, 'views.update', { view_id: viewId, view });
    },
    async publishHome(teamId, userId, view) {
      announce('home', view);
      await call(teamId, 'views.publish', { user_id: userId, view });
    },
    async post(spot, message) {
      announce('message', message);
      const sent = await call(spot.teamId, 'chat.postMessage', { ...place(spot), ...message, ...NO_PREVIEWS });
      const { channel, ts } = sent as { channel?: unknown; ts?: unknown };
      if (typeof ts !== 'string') throw new ChatError('unavailable');
      return { channelId: typeof channel === 'string' ? channel : spot.channelId, ts };
    },
    async postPrivately(spot, userId, message) {
      announce('message', message);
      await call(spot.teamId, 'chat.postEphemeral', { ...place(spot), user: userId, ...message });
    },
    async update({ teamId, channelId, ts }, message) {
      announce('message', message);
      await call(teamId, 'chat.update', { channel: channelId, ts, ...message });
    },
    async respond(responseUrl, message, { replace }) {
      if (!isSlackAddress(responseUrl, apiUrl)) throw new ChatError('invalid');
      announce('message', message);
      const body = replace
        ? { replace_original: true, ...message }
        : { response_type: 'ephemeral', replace_original: false, ...message };
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(RESPOND_TIMEOUT_MILLISECONDS),
      }).catch(() => {
        throw new ChatError('unavailable');
      });
      await response.body?.cancel();
      if (!response.ok) throw new ChatError(response.status >= 500 ? 'unavailable' : 'gone');
    },
  };
}

/** An answer goes to Slack and nowhere else, whatever address a payload names. */
function isSlackAddress(url: string, apiUrl: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin } = new URL(url);
  if (apiUrl !== null && apiUrl !== SLACK_API_URL && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && (host === 'hooks.slack.com' || host === 'hooks.slack-gov.com');
}

import type { InboundEvent, Origin } from '../../src/core/events.ts';
import { readTypedText } from './message-text.ts';
import { eventCallback, type Payload } from './payload.ts';
import { encodeMessage, encodePlace, type PlaceAddress } from './refs.ts';
import type { Parsed, Way } from './way.ts';

type SlackEvent = ReturnType<typeof eventCallback.parse>['event'];

/** What is common to everything read from one event. */
interface Source {
  teamId: string;
  eventId: string;
  event: SlackEvent;
  botUserId: string | null;
}

/** Messages that a person wrote: everything else with a subtype is an edit, a deletion or a note of Slack's. */
const TYPED = [undefined, null, 'file_share', 'thread_broadcast'];

/** Reads something that happened in the workspace; null for whatever is not ours to answer. */
export function parseWorkspaceEvent(payload: Payload, botUserId: string | null): Parsed | null {
  const callback = eventCallback.safeParse(payload).data;
  if (!callback) return null;
  const [authorization] = callback.authorizations ?? [];
  const source: Source = {
    teamId: authorization?.team_id ?? callback.team_id,
    eventId: callback.event_id,
    event: callback.event,
    botUserId: botUserId ?? authorization?.user_id ?? null,
  };
  switch (callback.event.type) {
    case 'app_mention':
      return readTyped(source, 'mention');
    case 'message':
      return callback.event.channel_type === 'im' ? readTyped(source, 'direct') : null;
    case 'app_home_opened':
      return readHome(source);
    case 'member_joined_channel':
      return readJoined(source);
    default:
      return null;
  }
}

function readTyped(source: Source, via: 'mention' | 'direct'): Parsed | null {
  const { teamId, event, botUserId } = source;
  const { user: userId, channel: channelId } = event;
  if (typeof userId !== 'string' || typeof channelId !== 'string') return null;
  // Slack echoes the bot's own messages, other bots write too, and an edited message has been read before.
  if (event.bot_id || userId === botUserId || event.edited || !TYPED.includes(event.subtype)) return null;
  const place: PlaceAddress =
    via === 'direct' ? { teamId, kind: 'personal', channelId, userId } : { teamId, kind: 'channel', channelId };
  const threadTs = event.thread_ts ?? undefined;
  const origin: Origin = {
    ...originOf(source, userId, place),
    // In the 1:1 chat no case has a thread.
    ...(threadTs && via === 'mention' ? { thread: encodeMessage({ teamId, channelId, ts: threadTs }) } : {}),
  };
  const typed: InboundEvent = {
    kind: 'command',
    origin,
    text: readTypedText(event.text ?? '', botUserId),
    hasAttachment: (event.files?.length ?? 0) > 0,
  };
  const way: Way = { via, teamId, userId, channelId };
  return { event: typed, way: threadTs ? { ...way, threadTs } : way };
}

function readHome(source: Source): Parsed | null {
  const { teamId, event } = source;
  const { user: userId } = event;
  if (event.tab !== 'home' || typeof userId !== 'string') return null;
  const origin = originOf(source, userId, { teamId, kind: 'personal', userId });
  return { event: { kind: 'home', origin }, way: { via: 'home', teamId, userId } };
}

/** Only the bot's own joining is news: that of others is read from the list of members before every post. */
function readJoined(source: Source): Parsed | null {
  const { teamId, event, botUserId } = source;
  const { user: userId, channel: channelId } = event;
  if (typeof userId !== 'string' || userId !== botUserId || typeof channelId !== 'string') return null;
  const by = event.inviter ?? userId;
  const origin = originOf(source, by, { teamId, kind: 'channel', channelId });
  return { event: { kind: 'joined', origin }, way: { via: 'joined', teamId, userId: by, channelId } };
}

function originOf({ teamId, eventId }: Source, accountId: string, place: PlaceAddress): Origin {
  return { platform: 'slack', workspaceId: teamId, accountId, eventId, place: encodePlace(place) };
}

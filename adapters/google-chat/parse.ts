import { createHash } from 'node:crypto';
import type { InboundEvent, Origin, PlaceRef } from '../../src/core/events.ts';
import { type Act, eventOfButton } from '../shared/buttons.ts';
import type { Format, IncomingEvent } from './event.ts';
import { readFormInputs } from './form-inputs.ts';
import { hasFile, readTypedText } from './message-text.ts';
import { encodeMessage, encodePlace } from './refs.ts';

/** Where the answer is shown: below a typed message, in a dialog, on the pressed card, on the app's own page. */
export type Via = 'message' | 'dialog' | 'card' | 'home';

/** The way an event came in, which decides the shape of its answer. */
export interface Way {
  format: Format;
  via: Via;
  /** The person's `users/…` name. */
  viewer: string;
  /** The part of a large card that was asked for, from 1. */
  part: number;
}

/** What an event means to the core; `before` comes first where one delivery tells of two things. */
export type Parsed = { kind: 'event'; event: InboundEvent; before?: InboundEvent; way: Way } | { kind: 'ignored' };

/** For accounts outside any Google Workspace organisation. No school has this workspace. */
const NO_WORKSPACE = 'none';

/** Reads a verified event. Whatever is not ours to answer is `ignored`. */
export function parseEvent(incoming: IncomingEvent): Parsed {
  const { user, message, happening } = incoming;
  const anonymous = user.type !== 'HUMAN' || user.isAnonymous === true;
  const echo = happening === 'message' && message?.sender?.type === 'BOT';
  const place = readPlace(incoming);
  if (anonymous || echo || !place) return { kind: 'ignored' };
  const origin = readOrigin(incoming, place);
  const event = readEvent(incoming, origin);
  if (!event) return { kind: 'ignored' };
  const way = { format: incoming.format, via: viaOf(incoming), viewer: user.name, part: readPart(incoming) };
  // Somebody who mentions the app where it is not yet adds it and writes to it in one go.
  if (event.kind === 'joined' && message && (readTypedText(message) || hasFile(message))) {
    const eventId = `${origin.eventId}|text`;
    return { kind: 'event', before: event, event: readCommand(incoming, { ...origin, eventId }), way };
  }
  return { kind: 'event', event, way };
}

function viaOf({ happening, dialog }: IncomingEvent): Via {
  if (happening === 'home' || happening === 'home-click') return 'home';
  if (dialog) return 'dialog';
  return happening === 'click' ? 'card' : 'message';
}

function readPlace({ space, happening, user }: IncomingEvent): PlaceRef | null {
  if (!space) {
    // The app's own page may come without a space. It must not be taken for the address of the 1:1 chat.
    const own = happening === 'home' || happening === 'home-click';
    return own ? encodePlace({ space: `spaces/${user.name.replace('users/', 'home-')}`, kind: 'group' }) : null;
  }
  return encodePlace({ space: space.name, kind: placeKindOf(space) });
}

/** A direct message between two people that the app was added to is not the app's own 1:1 chat. */
function placeKindOf({
  type,
  spaceType,
  singleUserBotDm,
  spaceThreadingState,
}: NonNullable<IncomingEvent['space']>): PlaceRef['kind'] {
  if (singleUserBotDm === true || type === 'DM') return 'personal';
  if (spaceType === 'GROUP_CHAT' || spaceType === 'DIRECT_MESSAGE') return 'group';
  return spaceThreadingState === 'UNTHREADED_MESSAGES' ? 'group' : 'channel';
}

function readOrigin(incoming: IncomingEvent, place: PlaceRef): Origin {
  const { user, space, message, threadName } = incoming;
  // Outside spaces with threads every message has a thread of its own, which says nothing about where it belongs.
  const inThread = place.kind === 'channel' && threadName;
  const thread =
    space && (inThread || (incoming.happening === 'click' && message?.name))
      ? encodeMessage({
          space: space.name,
          kind: place.kind,
          ...(message?.name ? { message: message.name } : {}),
          ...(threadName ? { thread: threadName } : {}),
        })
      : null;
  return {
    platform: 'google-chat',
    workspaceId: user.domainId || NO_WORKSPACE,
    accountId: user.name,
    eventId: readEventId(incoming),
    place,
    ...(thread ? { thread } : {}),
  };
}

/**
 * Google names no delivery. A typed message has a name of its own; everything else is told apart by when it happened, who
 * did it, where and what: the same delivery again says the same.
 */
function readEventId({ happening, message, eventTime, user, space, parameters }: IncomingEvent): string {
  const typed = happening === 'message' || happening === 'slash-command';
  if (typed && message?.name) return message.name;
  const said = [eventTime, happening, user.name, space?.name, message?.name, sortEntries(parameters)];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

const sortEntries = (record: Record<string, unknown>): [string, unknown][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

function readEvent(incoming: IncomingEvent, origin: Origin): InboundEvent | null {
  switch (incoming.happening) {
    case 'message':
    case 'slash-command':
      return readCommand(incoming, origin);
    case 'quick-command':
      return { kind: 'open', origin, form: 'report', data: {} };
    case 'message-action': {
      const quoted = incoming.message?.text?.trim();
      return { kind: 'open', origin, form: 'report', data: {}, ...(quoted ? { quoted } : {}) };
    }
    case 'click':
    case 'home-click':
      return readButton(incoming, origin);
    case 'added':
      return { kind: 'joined', origin };
    case 'home':
      return { kind: 'home', origin };
    default:
      return null;
  }
}

function readCommand({ message }: IncomingEvent, origin: Origin): InboundEvent {
  return {
    kind: 'command',
    origin,
    text: message ? readTypedText(message) : '',
    hasAttachment: message ? hasFile(message) : false,
  };
}

function readButton({ parameters, formInputs }: IncomingEvent, origin: Origin): InboundEvent | null {
  const texts = readTexts(parameters);
  const { act, name = '', part: _, ...ids } = texts;
  if (act === 'home') return { kind: 'home', origin };
  if (!isAct(act)) return null;
  return eventOfButton({ act, name, ids, values: readFormInputs(formInputs) }, origin);
}

function readTexts(parameters: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function readPart({ parameters }: IncomingEvent): number {
  const { part } = parameters;
  return typeof part === 'string' && /^[1-9]\d?$/.test(part) ? Number(part) : 1;
}

const isAct = (act: string | undefined): act is Act => act === 'press' || act === 'open' || act === 'submit';

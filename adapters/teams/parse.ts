import { z } from 'zod';
import type { InboundEvent, Origin } from '../../src/core/events.ts';
import { eventOfButton } from '../shared/buttons.ts';
import { type IncomingActivity, tenantOf } from './activity.ts';
import { hasFile, htmlToText, readTypedText } from './message-text.ts';
import { buttonData, EMPTY_CHOICE } from './protocol.ts';
import { baseConversationId, encodeMessage, encodePlace, threadIdOf } from './refs.ts';

/** The way an event came in, which decides the shape of its answer. */
export type Via = 'message' | 'card-action' | 'task' | 'compose' | 'update';

/** What an activity means to the core. */
export type Parsed = { kind: 'event'; event: InboundEvent; via: Via } | { kind: 'ignored'; via: Via };

const cardAction = z.looseObject({ action: z.looseObject({ data: z.unknown().optional() }) });
const taskRequest = z.looseObject({ data: z.unknown().optional() });
const composeRequest = z.looseObject({
  commandId: z.string(),
  commandContext: z.string().nullish(),
  messagePayload: z.looseObject({ body: z.looseObject({ content: z.string().nullish() }).nullish() }).nullish(),
  data: z.unknown().optional(),
});
const inputs = z.record(z.string(), z.unknown());

/** Reads a verified activity. Whatever is not ours to answer is `ignored`. */
export function parseActivity(activity: IncomingActivity): Parsed {
  const via = viaOf(activity);
  const origin = readOrigin(activity, via);
  const event = origin && !isOwn(activity) ? readEvent(activity, origin) : null;
  return event ? { kind: 'event', event, via } : { kind: 'ignored', via };
}

function viaOf({ type, name }: IncomingActivity): Via {
  if (type === 'message') return 'message';
  if (type !== 'invoke') return 'update';
  if (name?.startsWith('task/')) return 'task';
  return name?.startsWith('composeExtension/') ? 'compose' : 'card-action';
}

/** Teams echoes a bot's own messages in some places, and other bots may write in them too. */
function isOwn({ from, recipient }: IncomingActivity): boolean {
  return from.id.startsWith('28:') || from.id === recipient.id;
}

function readOrigin(activity: IncomingActivity, via: Via): Origin | null {
  const tenantId = tenantOf(activity);
  if (!tenantId) return null;
  const { conversation, serviceUrl } = activity;
  const conversationId = baseConversationId(conversation.id);
  const kind = readPlaceKind(activity, via);
  const threadId = kind === 'channel' ? threadIdOf(conversation.id) : undefined;
  const onCard = via === 'card-action' || via === 'task' || (via === 'message' && isRecord(activity.value));
  const rootId = threadId ?? (onCard ? (activity.replyToId ?? undefined) : undefined);
  const address = { serviceUrl, conversationId, tenantId, kind };
  return {
    platform: 'teams',
    workspaceId: tenantId,
    accountId: activity.from.id,
    eventId: `${conversation.id}|${activity.id}`,
    place: encodePlace(address),
    ...(rootId ? { thread: encodeMessage({ ...address, ...(threadId ? { threadId } : {}), activityId: rootId }) } : {}),
  };
}

function readPlaceKind({ conversation }: IncomingActivity, via: Via): 'personal' | 'group' | 'channel' {
  if (conversation.conversationType === 'channel') return 'channel';
  // A command on a message also works in a chat of two people, which Teams calls personal as well. The bot is not in it.
  const withBot = via !== 'compose' || conversation.id.startsWith('a:');
  if (conversation.conversationType === 'personal' && withBot) return 'personal';
  return 'group';
}

function readEvent(activity: IncomingActivity, origin: Origin): InboundEvent | null {
  switch (activity.type === 'invoke' ? activity.name : activity.type) {
    case 'message': {
      if (isRecord(activity.value)) return readButton(activity.value, origin);
      return { kind: 'command', origin, text: readTypedText(activity), hasAttachment: hasFile(activity) };
    }
    // Teams announces an installation twice; the other announcement (conversationUpdate) would greet people again.
    case 'installationUpdate':
      return activity.action === 'add' ? { kind: 'joined', origin } : null;
    case 'adaptiveCard/action':
      return readButton(cardAction.safeParse(activity.value).data?.action.data, origin);
    case 'task/fetch':
    case 'task/submit':
      return readButton(taskRequest.safeParse(activity.value).data?.data, origin);
    case 'composeExtension/fetchTask':
      return readComposeCommand(activity.value, origin);
    case 'composeExtension/submitAction':
      return readButton(composeRequest.safeParse(activity.value).data?.data, origin);
    default:
      return null;
  }
}

function readComposeCommand(value: unknown, origin: Origin): InboundEvent | null {
  const request = composeRequest.safeParse(value).data;
  if (request?.commandId !== 'report' && request?.commandId !== 'report-message') return null;
  const quoted = htmlToText(request.messagePayload?.body?.content ?? '');
  const onMessage = request.commandId === 'report-message' && quoted !== '';
  return { kind: 'open', origin, form: 'report', data: {}, ...(onMessage ? { quoted } : {}) };
}

function readButton(data: unknown, origin: Origin): InboundEvent | null {
  const button = buttonData.safeParse(data).data;
  if (!button) return null;
  const { act, name, ...ids } = button.esafety;
  return eventOfButton({ act, name, ids, values: readInputs(data) }, origin);
}

/** The typed values beside the button's own data. Every input of ours answers with a text. */
function readInputs(data: unknown): Record<string, string> {
  const { esafety: _, msteams: __, ...rest } = inputs.parse(data);
  const typed = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(typed.map(([id, value]) => [id, value === EMPTY_CHOICE ? '' : value]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

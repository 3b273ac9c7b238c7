import { missActivity, missConversation, refuseBody, refuseSize, refuseStranger } from './connector-errors.ts';
import { isRecord, readString } from './http-helpers.ts';
import type { Attachment } from './types.ts';
import type { Place, StoredMessage, WorldState } from './world-state.ts';

const LARGEST_MESSAGE_BYTES = 100 * 1024;

/** Finds a place the bot may speak in; throws ConnectorError 404 for an unknown one and 403 where it is not installed. */
export function openPlace(state: WorldState, conversationId: string): Place {
  const place = state.findPlace(conversationId);
  if (!place) throw missConversation();
  requireInstalled(state, place);
  return place;
}

/** Throws ConnectorError 403 where the app is not installed. */
export function requireInstalled(state: WorldState, place: Place): void {
  if (!state.installedFor.has(place.kind === 'personal' ? place.person.id : place.team.id)) throw refuseStranger();
}

/** Posts what the bot sent; returns the new message, or undefined for activities that leave no message. */
export function postActivity(
  state: WorldState,
  place: Place,
  activity: Record<string, unknown>,
  replyToId?: string,
): StoredMessage | undefined {
  refuseOversize(activity);
  if (activity.type === 'typing') {
    state.tell({ kind: 'typing', placeId: place.id });
    return undefined;
  }
  if (activity.type !== 'message') return undefined;
  const content = readContent(activity);
  if (content.text === '' && content.attachments.length === 0)
    throw refuseBody('Activity must have text or at least one attachment.');

  const id = state.makeMessageId();
  const message: StoredMessage = {
    id,
    placeId: place.id,
    ...(place.kind === 'channel' ? { threadId: findRoot(state, place, replyToId) ?? id } : {}),
    from: { kind: 'bot' },
    ...content,
    sentAt: state.now(),
    deleted: false,
    delivered: true,
    cardFor: new Map(),
  };
  state.addMessage(message);
  return message;
}

/** Puts a new content in a message of the bot's own. */
export function editActivity(
  state: WorldState,
  place: Place,
  messageId: string,
  activity: Record<string, unknown>,
): void {
  refuseOversize(activity);
  const message = findOwn(state, place, messageId);
  Object.assign(message, readContent(activity));
  message.editedAt = state.now();
  message.cardFor.clear();
  state.tell({ kind: 'message', change: 'edited', placeId: place.id, message });
}

/** Takes a message of the bot's own away; Teams leaves a note that it was deleted. */
export function deleteActivity(state: WorldState, place: Place, messageId: string): void {
  const message = findOwn(state, place, messageId);
  message.deleted = true;
  state.tell({ kind: 'message', change: 'deleted', placeId: place.id, message });
}

function findOwn(state: WorldState, place: Place, messageId: string): StoredMessage {
  const message = state.findMessage(place.id, messageId);
  if (!message || message.deleted || message.from.kind !== 'bot') throw missActivity();
  return message;
}

/** In a thread everything goes below its root; a reply to a bare channel id goes below what it answers. */
function findRoot(state: WorldState, place: Place, replyToId?: string): string | undefined {
  const threadId = place.kind === 'channel' ? place.threadId : undefined;
  if (threadId) {
    if (!state.findMessage(place.id, threadId)) throw missConversation();
    return threadId;
  }
  return replyToId ? state.findMessage(place.id, replyToId)?.threadId : undefined;
}

function refuseOversize(activity: Record<string, unknown>): void {
  if (JSON.stringify(activity).length * 2 > LARGEST_MESSAGE_BYTES) throw refuseSize();
}

function readContent(
  activity: Record<string, unknown>,
): Pick<StoredMessage, 'text' | 'textFormat' | 'attachments' | 'summary' | 'mentionsPersonIds'> {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
  const entities = Array.isArray(activity.entities) ? activity.entities.filter(isRecord) : [];
  const summary = readString(activity, 'summary');
  return {
    text: readString(activity, 'text') ?? '',
    textFormat: readString(activity, 'textFormat') ?? 'markdown',
    attachments: attachments.map(readAttachment),
    summary,
    mentionsPersonIds: entities
      .filter(({ type }) => type === 'mention')
      .map(({ mentioned }) => (isRecord(mentioned) ? readString(mentioned, 'id') : undefined))
      .filter((id) => id !== undefined),
  };
}

function readAttachment(attachment: unknown): Attachment {
  if (!isRecord(attachment)) throw refuseBody('An attachment must be an object.');
  const contentType = readString(attachment, 'contentType');
  if (!contentType) throw refuseBody('An attachment must have a contentType.');
  const name = readString(attachment, 'name');
  if (contentType === 'application/vnd.microsoft.card.adaptive' && !isRecord(attachment.content))
    throw refuseBody('Unable to process adaptive card: it has no content.');
  return { contentType, content: attachment.content, ...(name ? { name } : {}) };
}

import { accountOfBot, type Envelope } from './activities.ts';
import { isRecord } from './http-helpers.ts';
import type { CardJson, ConversationView, MessageView } from './types.ts';
import { nameThread, type Place, type StoredMessage } from './world-state.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** One message as a person sees it: with the card that replaced it for that person alone. */
export function viewMessage(envelope: Envelope, message: StoredMessage, personId: string): MessageView {
  const { from, deleted } = message;
  const bot = accountOfBot(envelope);
  const author = from.kind === 'person' ? envelope.state.findPerson(from.personId) : undefined;
  const own = message.attachments.flatMap(({ contentType, content }): CardJson[] =>
    contentType === CARD && isRecord(content) ? [content] : [],
  );
  const replaced = message.cardFor.get(personId);
  return {
    id: message.id,
    threadId: message.threadId,
    from:
      from.kind === 'bot'
        ? { kind: 'bot', ...bot }
        : { kind: 'person', id: from.personId, name: author?.name ?? 'Unknown' },
    text: deleted ? '' : message.text,
    textFormat: message.textFormat,
    cards: deleted ? [] : replaced ? [replaced, ...own.slice(1)] : own,
    fileNames: deleted ? [] : message.attachments.flatMap(({ name }) => name ?? []),
    summary: deleted ? undefined : message.summary,
    sentAt: message.sentAt.toISOString(),
    editedAt: message.editedAt?.toISOString(),
    deleted,
    delivered: message.delivered,
  };
}

/** A whole conversation, or one thread of it, as a person sees it. */
export function viewConversation(envelope: Envelope, place: Place, personId: string): ConversationView {
  const { state } = envelope;
  const thread = place.kind === 'channel' ? place.threadId : undefined;
  const messages = state
    .messagesIn(place.id)
    .filter((message) => thread === undefined || message.threadId === thread)
    .map((message) => viewMessage(envelope, message, personId));
  const shared = { memberCount: state.readersOf(place).length, messages };
  if (place.kind === 'personal') return { id: place.id, kind: 'personal', name: envelope.botName, ...shared };
  const id = thread ? nameThread(place.id, thread) : place.id;
  return { id, kind: 'channel', name: place.channel.name, teamName: place.team.name, ...shared };
}

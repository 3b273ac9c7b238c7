import type { Card, Showable } from '../../cards/model.ts';
import type { InboundEvent } from '../../src/core/events.ts';
import { type Chat, ChatError } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { NoticeView, View } from '../../src/core/views.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { withoutStory } from '../shared/without-story.ts';
import { requireSize } from './limits.ts';
import { makeDialog } from './message.ts';
import type { Via } from './parse.ts';
import { render } from './render.ts';
import type { OutboundKind } from './settings.ts';

/** What answering works with. */
export interface AnswerParts {
  chat: Chat;
  describe(view: View): Showable;
  onOutbound?: AdapterDeps['onOutbound'];
}

/** The body of the HTTP answer; undefined is an empty one. */
export type AnswerBody = Record<string, unknown> | undefined;

const MESSAGE_ANSWER = 'application/vnd.microsoft.activity.message';
const CARD_ANSWER = 'application/vnd.microsoft.card.adaptive';

/**
 * Turns a reply into what Teams waits for. A private answer is a dialog where there is one and the 1:1 chat elsewhere:
 * Teams has no message that only one member of a channel sees. Throws `ChatError` when the person could not be written to,
 * and `PlatformLimit`.
 */
export async function answerEvent(
  { event, via, reply }: { event: InboundEvent; via: Via; reply: Reply },
  parts: AnswerParts,
): Promise<AnswerBody> {
  switch (via) {
    case 'message':
      if (reply.kind !== 'nothing') await answerMessage(event, reply.view, parts);
      return undefined;
    case 'update':
      if (reply.kind !== 'nothing') await sendPrivately(event, reply.view, parts);
      return undefined;
    case 'card-action':
      return announce('card-invoke-response', await answerCardAction(event, reply, parts), parts);
    case 'task':
      return reply.kind === 'nothing' ? undefined : announce('task-response', answerDialog(reply.view, parts), parts);
    case 'compose':
      return reply.kind === 'nothing'
        ? undefined
        : announce('me-action-response', answerDialog(reply.view, parts), parts);
  }
}

/** The empty answer to something that is not ours. */
export function answerIgnored(via: Via): AnswerBody {
  return via === 'card-action' ? makeToast('') : undefined;
}

/** The answer when nothing better can be made: one sentence, as the place can show it. */
export function answerInWords(via: Via, words: string): AnswerBody {
  if (via === 'card-action') return makeToast(words);
  return via === 'task' || via === 'compose' ? { task: { type: 'message', value: words } } : undefined;
}

/** Writes to the person who acted, and to nobody else. */
export async function sendPrivately({ origin }: InboundEvent, view: View, { chat }: AnswerParts): Promise<void> {
  const { workspaceId, accountId, place } = origin;
  await chat.sendToPerson(
    { workspaceId, accountId, personalAddress: place.kind === 'personal' ? place.address : null },
    withoutStory(view),
  );
}

/** Typed in a channel or group, the command was seen by everybody; its answer goes to the 1:1 chat and the place hears that. */
async function answerMessage(event: InboundEvent, view: View, parts: AnswerParts): Promise<void> {
  if (event.origin.place.kind === 'personal') return sendPrivately(event, view, parts);
  const notice: NoticeView['notice'] = (await reachedPrivately(event, view, parts))
    ? 'answered-privately'
    : 'cannot-message-you';
  const { thread, place } = event.origin;
  if (thread) await parts.chat.replyInThread(thread, { name: 'notice', notice });
  else await parts.chat.postToPlace(place, { name: 'notice', notice });
}

/** False when the app is not installed for the person, which Teams answers with a refusal. */
async function reachedPrivately(event: InboundEvent, view: View, parts: AnswerParts): Promise<boolean> {
  try {
    await sendPrivately(event, view, parts);
    return true;
  } catch (error) {
    if (error instanceof ChatError && error.failure === 'refused') return false;
    throw error;
  }
}

/**
 * A card's own button. A form is replaced by what came of it, so that what was typed does not stay in the chat; outside the
 * 1:1 chat only an explicit `replace` touches the card, because everybody there sees it.
 */
async function answerCardAction(
  event: InboundEvent,
  reply: Reply,
  parts: AnswerParts,
): Promise<Record<string, unknown>> {
  if (reply.kind === 'nothing') return makeToast('');
  const personal = event.origin.place.kind === 'personal';
  if (reply.kind === 'replace' || (personal && event.kind === 'submit'))
    return { statusCode: 200, type: CARD_ANSWER, value: render(parts.describe(withoutStory(reply.view)), 'card') };
  if (personal) {
    await sendPrivately(event, reply.view, parts);
    return makeToast('');
  }
  const notice = (await reachedPrivately(event, reply.view, parts)) ? 'answered-privately' : 'cannot-message-you';
  return makeToast(parts.describe({ name: 'notice', notice }).summary);
}

function answerDialog(view: View, { describe }: AnswerParts): Record<string, unknown> {
  const showable = describe(view);
  const words = view.name === 'notice' && showable.kind === 'card' ? readShortNotice(showable) : null;
  return words ? { task: { type: 'message', value: words } } : makeDialog(showable);
}

/** The words of a notice that needs no card: nothing to press, nothing but text. */
function readShortNotice({ title, blocks, actions }: Card): string | null {
  if (actions.length > 0) return null;
  const lines = blocks.map((block) => {
    if (block.kind === 'text') return block.text;
    return block.kind === 'notice' ? [block.title, block.text].filter(Boolean).join('. ') : null;
  });
  return lines.includes(null) ? null : [title, ...lines].join('\n\n');
}

const makeToast = (value: string): Record<string, unknown> => ({ statusCode: 200, type: MESSAGE_ANSWER, value });

function announce(kind: OutboundKind, json: Record<string, unknown>, { onOutbound }: AnswerParts): AnswerBody {
  requireSize(json);
  // A sentence in answer to a button: Microsoft's page gives it as a text, and the schema of its own library knows cards alone.
  if (json.type !== MESSAGE_ANSWER) onOutbound?.(kind, json);
  return json;
}

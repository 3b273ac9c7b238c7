import type { Showable } from '../../cards/model.ts';
import type { InboundEvent } from '../../src/core/events.ts';
import { ChatError } from '../../src/core/ports.ts';
import { show } from '../../src/core/replies.ts';
import type { NoticeView, View } from '../../src/core/views.ts';
import { describeError } from '../../src/log.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { askCore } from '../shared/ask-core.ts';
import { viewWhenFailed } from '../shared/failed.ts';
import { withoutStory } from '../shared/without-story.ts';
import { makeBody, makeText } from './components.ts';
import { type FormFlow, isFormView } from './form-flow.ts';
import { escapeMarkdown } from './markdown.ts';
import type { ReadMessage } from './message-reader.ts';
import { renderCard } from './render.ts';
import type { DiscordChat } from './send.ts';
import { WORDS } from './words.ts';

/** What answering works with. */
interface AnswerParts extends Pick<AdapterDeps, 'handle' | 'log' | 'forgetDelivery'> {
  describe(view: View): Showable;
  flow: FormFlow;
  chat: DiscordChat;
}

/** Nobody sees an error of Discord's own over a message; but a person waits for a sign. */
const ANSWER_WITHIN_MILLISECONDS = 8000;

/**
 * Makes what answers a message: a mention of the bot, or words in the 1:1 chat. A message cannot be answered privately where
 * it stands and cannot open a form: the answer goes to the 1:1 chat, and a form opens from a button there.
 */
export function createAnswerMessage({ handle, log, forgetDelivery, describe, flow, chat }: AnswerParts) {
  async function sendPrivately({ origin }: InboundEvent, view: View): Promise<void> {
    const { workspaceId, accountId, place } = origin;
    const account = { workspaceId, accountId, personalAddress: place.kind === 'personal' ? place.address : null };
    if (!isFormView(view)) {
      await chat.sendToPerson(account, withoutStory(view));
      return;
    }
    // The form is for the 1:1 chat wherever it was asked for.
    const step = flow.show({ ...origin, place: { ...place, kind: 'personal' } }, view, 'message');
    if (step.kind === 'messages') await chat.sendBodies(account, step.bodies);
  }

  /** False when the person takes no messages from this app. */
  async function reachedPrivately(event: InboundEvent, view: View): Promise<boolean> {
    try {
      await sendPrivately(event, view);
      return true;
    } catch (error) {
      if (error instanceof ChatError && error.failure === 'refused') return false;
      throw error;
    }
  }

  return async (parsed: ReadMessage, channelId: string): Promise<void> => {
    if (parsed.kind === 'no-server')
      return chat.sendToChannel(channelId, [makeBody([makeText(escapeMarkdown(WORDS.inServer))])]);
    if (parsed.kind !== 'event' && parsed.kind !== 'unplaced') return;
    const { event } = parsed;
    const options = { platform: 'discord', limitMilliseconds: ANSWER_WITHIN_MILLISECONDS, sendPrivately } as const;
    const reply =
      parsed.kind === 'event' ? await askCore(event, { handle, log }, options) : show(viewWhenFailed(event));
    if (reply.kind === 'nothing') return;
    try {
      if (event.origin.place.kind === 'personal') return await sendPrivately(event, reply.view);
      const reached = await reachedPrivately(event, reply.view);
      const notice: NoticeView['notice'] = reached ? 'answered-privately' : 'cannot-message-you';
      const card = describe({ name: 'notice', notice });
      if (card.kind === 'card') await chat.sendToChannel(channelId, renderCard(card, null));
    } catch (error) {
      log.error('answer failed', { platform: 'discord', ...describeError(error) });
      // Typed again it must not count as seen.
      await forgetDelivery(event.origin).catch(() => undefined);
    }
  };
}

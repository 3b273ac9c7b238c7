import type { Showable } from '../../cards/model.ts';
import type { InboundEvent, Origin } from '../../src/core/events.ts';
import { type Reply, show } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import { describeError } from '../../src/log.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { askCore } from '../shared/ask-core.ts';
import { lastWords, viewWhenFailed } from '../shared/failed.ts';
import { withoutStory } from '../shared/without-story.ts';
import { type Answer, answerModal, answerNothing, answerPrivately, answerSilence, answerUpdate } from './answer.ts';
import { asEphemeral, type MessageBody, makeBody, makeText } from './components.ts';
import { type FormFlow, type FormStep, isFormView } from './form-flow.ts';
import { escapeMarkdown } from './markdown.ts';
import type { AnswerTo, Parsed } from './parse.ts';
import { renderCard, renderOne } from './render.ts';
import type { DiscordChat } from './send.ts';
import type { Webhooks } from './webhooks.ts';
import { WORDS } from './words.ts';

/** What answering works with. */
export interface AnswerParts extends Pick<AdapterDeps, 'handle' | 'log'> {
  describe(view: View): Showable;
  flow: FormFlow;
  chat: DiscordChat;
  webhooks: Webhooks;
}

/** An answer, and where its messages hold typed words, the form with which they are to be removed. */
export interface Answered extends Answer {
  words?: { origin: Origin; key: string };
}

/** Discord gives up after 3 seconds and shows an error of its own that says nothing about saving. */
const ANSWER_WITHIN_MILLISECONDS = 2500;
/** A form's last step still gets this long with the core, however long the looking for its draft took. */
const LEAST_MILLISECONDS = 800;

/** Makes what turns an interaction into its answer. It never throws. */
export function createAnswerInteraction(parts: AnswerParts) {
  const { describe, flow, webhooks, log, chat } = parts;

  /** What the core said too late: to the same person, in the same place, else in the 1:1 chat. */
  async function sendLate(event: InboundEvent, view: View, { token }: AnswerTo): Promise<void> {
    const { origin } = event;
    const showable = describe(view);
    try {
      if (showable.kind === 'card') {
        for (const body of renderCard(showable, guildFor(origin))) await webhooks.followUp(token, asEphemeral(body));
        // What says that it was not saved goes, now that there is better to say, and the words with it.
        if (event.kind === 'submit' && view.name !== 'emergency')
          removeWords([...flow.finish(origin, event.data.key ?? ''), { token, messageId: '@original' }]);
        return;
      }
      if (!isFormView(view)) return;
      const step = flow.show(origin, view, 'modal');
      if (step.kind === 'messages') for (const body of step.bodies) await webhooks.followUp(token, asEphemeral(body));
    } catch (error) {
      log.error('late answer failed', { platform: 'discord', ...describeError(error) });
      if (showable.kind !== 'card') return;
      await chat.sendToPerson({ ...origin, personalAddress: null }, withoutStory(view));
    }
  }

  async function answerReply(event: InboundEvent, reply: Reply, to: AnswerTo): Promise<Answered> {
    if (reply.kind === 'nothing') return to.on && !to.fromModal ? answerSilence() : answerNothing();
    const { view } = reply;
    const { origin } = event;
    if (isFormView(view)) return answerStep(flow.show(origin, view, to.fromModal ? 'modal' : 'button'), origin, to);
    const card = describe(view);
    if (card.kind !== 'card') throw new TypeError('a view that is neither form nor card');
    // Nothing is forgotten for somebody who could not be served: what was typed can be sent once that is put right.
    if (event.kind === 'submit' && view.name !== 'emergency') removeWords(flow.finish(origin, event.data.key ?? ''));
    if (reply.kind === 'replace' && to.on === 'message' && !to.fromModal)
      return answerUpdate(renderOne(card, guildFor(origin)));
    const inPlace = reply.kind === 'replace' || (event.kind === 'submit' && view.name !== 'emergency');
    return answerPrivately(renderCard(card, guildFor(origin)), to, inPlace);
  }

  function answerStep(step: Exclude<FormStep, { kind: 'submit' }>, origin: Origin, to: AnswerTo): Answered {
    if (step.kind === 'modal') return answerModal(step.modal);
    if (step.kind === 'gone') return answerWords(WORDS.formGone, to);
    if (step.kind === 'unread') return answerWords(WORDS.formUnread, to);
    return {
      ...answerPrivately(step.bodies, to, true),
      ...(step.holdsWords ? { words: { origin, key: step.key } } : {}),
    };
  }

  /** Private messages that still show what is recorded now; their tokens last 15 minutes, and then they stay. */
  function removeWords(shown: readonly { token: string; messageId: string }[]): void {
    for (const { token, messageId } of shown) void webhooks.remove(token, messageId).catch(() => undefined);
  }

  async function answerEvent(
    event: InboundEvent,
    ask: (event: InboundEvent) => Promise<Reply>,
    to: AnswerTo,
  ): Promise<Answered> {
    const reply = await ask(event);
    try {
      return await answerReply(event, reply, to);
    } catch (error) {
      log.error('answer failed', { platform: 'discord', ...describeError(error) });
      // What was recorded is said to be so, even where its card could not be drawn.
      if (reply.kind !== 'nothing' && reply.view.name === 'receipt')
        return answerWords(`Recorded as ${reply.view.reference}`, to);
    }
    try {
      return await answerReply(event, show(viewWhenFailed(event)), to);
    } catch (error) {
      log.error('answer failed', { platform: 'discord', ...describeError(error) });
      return answerWords(lastWords(event), to);
    }
  }

  return async (
    parsed: Exclude<Parsed, { kind: 'ignored' }>,
    to: AnswerTo,
    arrivedAt: number = Date.now(),
  ): Promise<Answered> => {
    const deadline = arrivedAt + ANSWER_WITHIN_MILLISECONDS;
    const ask = (event: InboundEvent): Promise<Reply> =>
      askCore(event, parts, {
        platform: 'discord',
        limitMilliseconds: Math.max(deadline - Date.now(), LEAST_MILLISECONDS),
        sendPrivately: (acted, view) => sendLate(acted, view, to),
      });
    if (parsed.kind === 'no-server') return answerWords(WORDS.inServer, to);
    if (parsed.kind === 'event') return answerEvent(parsed.event, ask, to);
    const { origin, form } = parsed;
    try {
      const step =
        parsed.kind === 'page-opened'
          ? await flow.openPage(origin, form, parsed.page, ask)
          : parsed.kind === 'form-sent'
            ? await flow.send(origin, form)
            : await flow.takePage(origin, form, parsed, ask);
      return step.kind === 'submit' ? await answerEvent(step.event, ask, to) : answerStep(step, origin, to);
    } catch (error) {
      log.error('answer failed', { platform: 'discord', ...describeError(error) });
      return answerWords(lastWords({ kind: 'submit', origin, form: form.name, data: form.data, values: {} }), to);
    }
  };
}

/** One private sentence. */
function answerWords(words: string, to: AnswerTo): Answered {
  const body: MessageBody = makeBody([makeText(escapeMarkdown(words))]);
  return answerPrivately([body], to, false);
}

const guildFor = ({ workspaceId, place }: Origin): string | null => (place.kind === 'personal' ? workspaceId : null);

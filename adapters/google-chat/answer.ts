import { RING_999 } from '../../cards/emergency-blocks.ts';
import type { Card, Form, Showable } from '../../cards/model.ts';
import type { InboundEvent } from '../../src/core/events.ts';
import { ChatError } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { withoutStory } from '../shared/without-story.ts';
import { renderCardParts } from './card-parts.ts';
import type { ChatApi } from './chat-api.ts';
import { type AnswerBody, createEnvelope, type Envelope, NO_ANSWER } from './envelope.ts';
import type { GoogleCard } from './google-card.ts';
import { makeParagraphs } from './google-card.ts';
import { type GoogleMessage, makeMessage, makeMessages } from './message.ts';
import type { Way } from './parse.ts';
import { makeParameters, type Parameter } from './protocol.ts';
import { decodePlace } from './refs.ts';
import { frame, type RenderRules, renderForm } from './render.ts';

/** What answering works with. */
export interface AnswerParts {
  api: ChatApi;
  describe(view: View): Showable;
  buttonFunction: string;
  onOutbound?: AdapterDeps['onOutbound'];
}

interface Answering {
  event: InboundEvent;
  way: Way;
  reply: Reply;
}

/**
 * Turns a reply into what Google Chat waits for. A private answer is a dialog where one can open, and elsewhere a message
 * that only this person sees. Throws `ChatError` and `PlatformLimit`.
 */
export async function answerEvent({ event, way, reply }: Answering, parts: AnswerParts): Promise<AnswerBody> {
  const envelope = createEnvelope(way.format, parts.onOutbound);
  if (reply.kind === 'nothing') return way.via === 'dialog' ? envelope.closeDialog() : NO_ANSWER;
  // A message stays: only a dialog and the app's own page may hold what happened.
  const stays = way.via === 'message' || way.via === 'card';
  const showable = parts.describe(stays ? withoutStory(reply.view) : reply.view);
  switch (way.via) {
    case 'message':
      return envelope.newMessage(await sendAllButLast(event, way, showable, parts));
    case 'card':
      if (reply.kind === 'replace') return envelope.updateMessage(makeMessage(showable, parts));
      return envelope.newMessage(await sendAllButLast(event, way, showable, parts));
    case 'dialog':
      return answerDialog(event, way, reply.view, envelope, parts);
    case 'home': {
      const card = renderPart(event, way, reply.view, { ...parts, surface: 'home' });
      return event.kind === 'home' && way.part === 1 ? envelope.showHome(card) : envelope.updateHome(card);
    }
  }
}

/** The answer when nothing better can be made: one sentence, as the place can show it. */
export function answerInWords(
  { event, way }: Omit<Answering, 'reply'>,
  words: string,
  done: boolean,
  { onOutbound }: Pick<AnswerParts, 'onOutbound'>,
): AnswerBody {
  const envelope = createEnvelope(way.format, onOutbound);
  switch (way.via) {
    case 'dialog':
      return done ? envelope.closeDialog(words) : envelope.keepDialog(words);
    case 'home':
      return envelope.updateHome({ sections: [{ widgets: makeParagraphs(words) }] });
    default:
      return envelope.newMessage({ text: words, ...viewerOf(event, way) });
  }
}

/** Writes to the person who acted, and to nobody else: where he acted, and in the 1:1 chat where that cannot be. */
export async function sendPrivately(event: InboundEvent, view: View, { api, ...parts }: AnswerParts): Promise<void> {
  const { accountId, place } = event.origin;
  const viewer = place.kind === 'personal' ? {} : { privateMessageViewer: { name: accountId } };
  const messages = makeMessages(parts.describe(withoutStory(view)), parts);
  try {
    const { space } = decodePlace(place.address);
    for (const message of messages) await api.createMessage(space, { ...message, ...viewer });
  } catch (error) {
    if (!(error instanceof ChatError) || (error.failure !== 'refused' && error.failure !== 'gone')) throw error;
    const space = await api.findDirectMessage(accountId);
    for (const message of messages) await api.createMessage(space, message);
  }
}

/** In a space only the person who asked sees the answer; the 1:1 chat is private as it is. */
function viewerOf({ origin }: InboundEvent, { viewer }: Way): { privateMessageViewer?: { name: string } } {
  return origin.place.kind === 'personal' ? {} : { privateMessageViewer: { name: viewer } };
}

/** What one message cannot carry is sent in several, of which the last is the answer. */
async function sendAllButLast(
  event: InboundEvent,
  way: Way,
  showable: Showable,
  parts: AnswerParts,
): Promise<GoogleMessage & { privateMessageViewer?: { name: string } }> {
  const messages = makeMessages(showable, parts).map((message) => ({ ...message, ...viewerOf(event, way) }));
  const last = messages.pop();
  if (!last) throw new PlatformLimit('Google Chat', 'an answer of nothing');
  const { space } = decodePlace(event.origin.place.address);
  for (const message of messages) await parts.api.createMessage(space, message);
  return last;
}

function answerDialog(event: InboundEvent, way: Way, view: View, envelope: Envelope, parts: AnswerParts): AnswerBody {
  const showable = parts.describe(view);
  try {
    return envelope.dialog(renderPart(event, way, view, { ...parts, surface: 'dialog' }));
  } catch (error) {
    // With everything typed in it the form is more than a dialog can be sent. The open one still holds every word.
    if (!(error instanceof PlatformLimit) || event.kind !== 'submit' || showable.kind !== 'form') throw error;
    return envelope.keepDialog(writeProblem(showable));
  }
}

/** Renders a form, or the part of a card that was asked for. */
function renderPart(
  event: InboundEvent,
  way: Way,
  view: View,
  { describe, ...rules }: RenderRules & Pick<AnswerParts, 'describe'>,
): GoogleCard {
  const showable = describe(view);
  if (showable.kind === 'form') return renderForm(showable, rules);
  const cards = renderCardParts(showable, rules, turnTo(event, view));
  const card = cards[Math.min(way.part, cards.length) - 1];
  return card ?? frame(showable, [], []);
}

/** The same again, but another part. What changes something is never done again to turn a page. */
function turnTo(event: InboundEvent, view: View): (part: number) => Parameter[] {
  return (part) => {
    // A case is also the answer to a step in it, which must not be taken again.
    if (view.name === 'case-work') return makeParameters('press', 'work-case', { case: view.caseId }, part);
    if (event.kind === 'home') return makeParameters('home', 'home', {}, part);
    if (event.kind === 'press') return makeParameters('press', event.action, event.data, part);
    throw new PlatformLimit('Google Chat', 'an answer to this in several parts');
  };
}

/** What a form says about itself, and at its fields, in plain words. */
function writeProblem({ blocks, parts }: Form): string {
  const notices = blocks.flatMap((block) =>
    block.kind === 'notice' && block.title !== RING_999 ? [[block.title, block.text].filter(Boolean).join('. ')] : [],
  );
  const errors = parts.flatMap(({ fields }) =>
    fields.flatMap(({ label, error }) => (error ? [`${label.replace(/[?:]$/, '')}: ${error}`] : [])),
  );
  return [...notices, ...errors, RING_999].join(' ');
}

/** Adds a line below a card. */
export function addLine(card: Card, text: string): Card {
  return { ...card, blocks: [...card.blocks, { kind: 'text', text, style: 'subtle' }] };
}

import type { Card, Form, Showable } from '../../cards/model.ts';
import type { InboundEvent } from '../../src/core/events.ts';
import { type Chat, ChatError } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { isForReaderAlone, withoutStory } from '../shared/without-story.ts';
import { inviteToForm, renderHome, renderMessage, renderModal, type SlackMessage } from './render.ts';
import type { Announce } from './settings.ts';
import type { Way } from './way.ts';
import type { SlackApi } from './web-api.ts';
import { FORM_NOT_OPENED } from './words.ts';

/** What answering works with. */
export interface AnswerParts {
  api: SlackApi;
  chat: Chat;
  describe(view: View): Showable;
  announce: Announce;
}

/** The body of the answer to Slack's request; undefined is an empty one. */
export type AnswerBody = Record<string, unknown> | undefined;

/** An event, how it came in, and what the core answered. */
export interface Answered {
  event: InboundEvent;
  way: Way;
  reply: Reply;
}

/**
 * Turns a reply into what Slack shows, to the person who acted and nobody else: a dialog where one can be opened, else a
 * message that this person alone sees. Throws `ChatError` when the person could not be reached, and `PlatformLimit`.
 */
export async function answerEvent({ event, way, reply }: Answered, parts: AnswerParts): Promise<AnswerBody> {
  if (reply.kind === 'nothing') return undefined;
  const { view } = reply;
  const showable = parts.describe(view);
  switch (way.via) {
    case 'submit':
      return answerSubmit(way, view, showable, parts);
    case 'home':
      await parts.api.publishHome(way.teamId, way.userId, renderHome(asCard(view, parts)));
      return undefined;
    case 'joined':
      await sendPrivately(event, view, parts);
      return undefined;
    case 'mention':
    case 'direct':
      await whisper(way, renderMessage(asCard(view, parts)), parts);
      return undefined;
    case 'dialog-button':
      await answerInDialog(way, reply, showable, parts);
      return undefined;
    default:
      if (reply.kind === 'replace' && way.message) {
        await replaceMessage(way, way.message, renderMessage(asCard(view, parts)), parts);
        return undefined;
      }
      return showPrivately(way, view, showable, parts);
  }
}

/** Writes 1:1 to the person who acted. */
export async function sendPrivately({ origin }: InboundEvent, view: View, { chat }: AnswerParts): Promise<void> {
  const { workspaceId, accountId, place } = origin;
  await chat.sendToPerson(
    { workspaceId, accountId, personalAddress: place.kind === 'personal' ? place.address : null },
    withoutStory(view),
  );
}

/**
 * Sends what was to be the answer to a request that Slack waits for no longer. What was wrong with a form stands in it still,
 * so only a page of its own is sent.
 */
export async function sendLate({ event, way, reply }: Answered, parts: AnswerParts): Promise<void> {
  if (reply.kind === 'nothing') return;
  const showable = parts.describe(reply.view);
  if (way.via === 'submit') {
    if (showable.kind === 'card') await sendPrivately(event, reply.view, parts);
    return;
  }
  await whisper(way, renderMessage(asCard(reply.view, parts)), parts);
}

/**
 * The answer to a sent form. What is wrong with fields in front of the person is said beside them; everything else takes the
 * dialog's place, with everything typed still in it.
 */
function answerSubmit(way: Way, view: View, showable: Showable, { announce }: AnswerParts): AnswerBody {
  const errors = 'errors' in view && view.problem === 'check-fields' ? view.errors : {};
  const ids = Object.keys(errors);
  if (ids.length > 0 && ids.every((id) => way.dialog?.inputs.includes(id)))
    return { response_action: 'errors', errors };
  const modal = renderModal(showable);
  announce('modal', modal);
  return { response_action: 'update', view: modal };
}

/** Pressed in a dialog: the same kind of page takes its place, anything else lies on top of it until it is closed. */
async function answerInDialog(
  way: Way,
  reply: Exclude<Reply, { kind: 'nothing' }>,
  showable: Showable,
  { api }: AnswerParts,
): Promise<void> {
  const { teamId, triggerId, dialog } = way;
  // A step changes the case: what is shown of it must not lie stale below the form.
  const isStep = dialog?.shows === 'case-work' && showable.kind === 'form';
  const modal = renderModal(showable);
  const update = async () => {
    if (!dialog) throw new ChatError('invalid');
    await api.updateDialog(teamId, dialog.id, modal);
  };
  if (reply.kind === 'replace' || isStep || dialog?.shows === reply.view.name || !triggerId) return update();
  try {
    await api.pushDialog(teamId, triggerId, modal);
  } catch (error) {
    // Three dialogs lie on top of each other at most, and a trigger lives three seconds; a form must not lose its place though.
    if (!(error instanceof ChatError) || isForm(dialog?.shows)) throw error;
    await update();
  }
}

const isForm = (shows: string | null | undefined): boolean => shows?.endsWith('-form') ?? false;

/** Shows a view to one person: a form or a page in a dialog, a short answer in a message that nobody else sees. */
async function showPrivately(way: Way, view: View, showable: Showable, parts: AnswerParts): Promise<AnswerBody> {
  if (way.triggerId && wantsDialog(way, view, showable)) {
    try {
      await parts.api.openDialog(way.teamId, way.triggerId, renderModal(showable));
      return undefined;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      const message = renderMessage(afterFailure(view, showable, parts));
      await whisper(way, message, parts);
      return undefined;
    }
  }
  const message = renderMessage(asCard(view, parts));
  if (way.via !== 'command') {
    await whisper(way, message, parts);
    return undefined;
  }
  parts.announce('message', message);
  return { response_type: 'ephemeral', ...message };
}

function wantsDialog(way: Way, view: View, showable: Showable): boolean {
  if (showable.kind === 'form' || isForReaderAlone(view)) return true;
  // The bot's own page has no chat beside it.
  if (way.via === 'home-button') return true;
  if (way.via === 'message-button') return view.name !== 'notice';
  return !fitsMessage(showable);
}

function fitsMessage(card: Card): boolean {
  try {
    renderMessage(card);
    return true;
  } catch (error) {
    if (error instanceof PlatformLimit) return false;
    throw error;
  }
}

/** What a message may carry of a view: not a form to fill in, and never a story. */
function asCard(view: View, { describe }: AnswerParts): Card {
  const showable = describe(withoutStory(view));
  return showable.kind === 'form' ? inviteToForm(showable) : showable;
}

function afterFailure(view: View, showable: Showable, parts: AnswerParts): Card {
  const card = asCard(view, parts);
  if (showable.kind !== 'form') return card;
  return { ...card, blocks: [...(showable as Form).blocks, { kind: 'notice', tone: 'warning', ...FORM_NOT_OPENED }] };
}

/** Shows a message to one person, where they are if that can be done, else 1:1. */
async function whisper(way: Way, message: SlackMessage, { api }: AnswerParts): Promise<void> {
  const { teamId, userId, channelId, threadTs, responseUrl } = way;
  if (way.via === 'direct' && channelId) {
    await api.post({ teamId, channelId, ...(threadTs ? { threadTs } : {}) }, message);
    return;
  }
  const ways = [
    ...(responseUrl ? [() => api.respond(responseUrl, message, { replace: false })] : []),
    ...(channelId && !channelId.startsWith('D')
      ? [() => api.postPrivately({ teamId, channelId, ...(threadTs ? { threadTs } : {}) }, userId, message)]
      : []),
    async () => {
      // Slack takes a person for the place where the bot and this person write to each other.
      await api.post({ teamId, channelId: userId }, message);
    },
  ];
  let failure: unknown;
  for (const tryOne of ways) {
    try {
      await tryOne();
      return;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** A card changes for all who see it; one that one person alone sees is reached through the button's own address. */
async function replaceMessage(
  { teamId, responseUrl }: Way,
  { channelId, ts, ephemeral }: NonNullable<Way['message']>,
  message: SlackMessage,
  { api }: AnswerParts,
): Promise<void> {
  if (!ephemeral) await api.update({ teamId, channelId, ts }, message);
  else if (responseUrl) await api.respond(responseUrl, message, { replace: true });
  else throw new ChatError('gone');
}

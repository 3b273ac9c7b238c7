import { asEphemeral, type MessageBody } from '../../../adapters/discord/components.ts';
import { writeProgress, writeRefused, writeStart } from '../../../adapters/discord/form-message.ts';
import { layOutPages, renderModal } from '../../../adapters/discord/modal-pages.ts';
import { renderAnnounced, renderCard } from '../../../adapters/discord/render.ts';
import { isForReaderAlone } from '../../../adapters/shared/without-story.ts';
import { describe } from '../../../cards/describe.ts';
import type { Form } from '../../../cards/model.ts';
import type { View } from '../../../src/core/views.ts';
import { drawDiscord } from '../draw-discord.ts';
import { draw, readTexts } from '../drawn.ts';
import type { PlatformRenderer, Rendering } from '../renderings.ts';

const GUILD_ID = '1190000000000000001';
const MESSAGE_ANSWER = 4;
const MODAL_ANSWER = 9;

/** Discord: a card as one message or several; a form as a message before it, the modals it goes on over, and one between them. */
export const renderOnDiscord: PlatformRenderer = {
  platform: 'discord',
  title: 'Discord',
  render(view) {
    const showable = describe(view);
    if (showable.kind === 'form') return renderFormWay(view, showable);
    const messages = isForReaderAlone(view) ? [] : renderAnnounced(showable, GUILD_ID);
    return [
      ...messages.map((payload): Rendering => ({ surface: 'message', kind: 'message', payload })),
      ...answerPrivately(renderCard(showable, GUILD_ID)),
    ];
  },
  draw: drawDiscord,
  read: (payload) => readTexts(draw('div', {}, drawDiscord(payload))),
};

function renderFormWay(view: View, form: Form): Rendering[] {
  const problem = 'problem' in view ? view.problem : null;
  const refused = problem === 'not-saved' || problem === 'not-served' || problem === 'check-fields';
  const words = problem === 'check-fields' ? 'kept' : 'given-back';
  const first = refused ? writeRefused(form, words, GUILD_ID) : writeStart(form, GUILD_ID);
  const pages = layOutPages(form);
  return [
    ...answerPrivately(first, refused ? 'When it comes back' : 'Where no modal can open'),
    ...pages.map(
      (_, index): Rendering => ({
        surface: 'dialog',
        kind: 'interaction-response',
        payload: { type: MODAL_ANSWER, data: renderModal(form, index, GUILD_ID) },
      }),
    ),
    ...(pages.length > 1 ? answerPrivately(writeProgress(form, 0, GUILD_ID), 'After the first page') : []),
  ];
}

function answerPrivately([first, ...more]: MessageBody[], caption?: string): Rendering[] {
  if (!first) return [];
  const answer: Rendering = {
    surface: 'private',
    kind: 'interaction-response',
    payload: { type: MESSAGE_ANSWER, data: asEphemeral(first) },
    ...(caption ? { caption } : {}),
  };
  return [
    answer,
    ...more.map((body): Rendering => ({ surface: 'private', kind: 'webhook', payload: asEphemeral(body) })),
  ];
}

import type { Showable } from '../../cards/model.ts';
import { requireSize } from './limits.ts';
import { render } from './render.ts';

/** The content type of a card in a message or dialog. */
export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** A message with one card. Its summary is what a notification shows: never more than the card's own summary. */
export function makeMessage(showable: Showable): Record<string, unknown> {
  const message = {
    type: 'message',
    summary: showable.summary,
    locale: 'en-GB',
    attachments: [{ contentType: ADAPTIVE_CARD, content: render(showable, 'card') }],
  };
  requireSize(message);
  return message;
}

/** The content of a dialog. */
export function makeDialog(showable: Showable): Record<string, unknown> {
  const title = showable.kind === 'form' ? showable.title : (showable.overline ?? showable.title);
  const card = { contentType: ADAPTIVE_CARD, content: render(showable, 'dialog') };
  const dialog = { task: { type: 'continue', value: { title, width: 'medium', height: 'large', card } } };
  requireSize(dialog);
  return dialog;
}

import type { Form, Showable } from '../../cards/model.ts';
import { formNameOf } from '../shared/buttons.ts';
import { renderCardParts } from './card-parts.ts';
import type { GoogleCard } from './google-card.ts';
import { requireSize } from './limits.ts';
import { makeParameters } from './protocol.ts';
import { frame, makeButton, type RenderRules, renderCard } from './render.ts';
import { renderBlocks } from './render-blocks.ts';
import { WORDS } from './words.ts';

/** A message with one card. */
export interface GoogleMessage {
  /** What a notification shows, since it cannot show a card: never more than the card's own summary. */
  fallbackText: string;
  cardsV2: { cardId: string; card: GoogleCard }[];
}

type MessageRules = Omit<RenderRules, 'surface'>;

/** Makes a message. Throws `PlatformLimit` for what one message cannot carry. */
export function makeMessage(showable: Showable, rules: MessageRules): GoogleMessage {
  const onMessage: RenderRules = { ...rules, surface: 'message' };
  return wrap(showable.kind === 'form' ? makeOpener(showable, onMessage) : renderCard(showable, onMessage), showable);
}

/** Makes as many messages as a showable needs. */
export function makeMessages(showable: Showable, rules: MessageRules): GoogleMessage[] {
  if (showable.kind === 'form') return [makeMessage(showable, rules)];
  return renderCardParts(showable, { ...rules, surface: 'message' }).map((card) => wrap(card, showable));
}

/**
 * Stands for a form where no dialog can open: what stands above the questions, and a button that opens it. A message's own
 * fields would stay in the chat with everything typed.
 */
function makeOpener(form: Form, rules: RenderRules): GoogleCard {
  const { case: caseId } = form.data;
  const parameters = makeParameters('open', formNameOf(form), caseId ? { case: caseId } : {});
  const button = makeButton(WORDS.openForm, parameters, rules, { style: 'primary', opensDialog: true });
  const body = renderBlocks(form.blocks, () => ({}));
  return frame(form, body, [{ widgets: [{ buttonList: { buttons: [button] } }] }]);
}

function wrap(card: GoogleCard, { summary }: Showable): GoogleMessage {
  const message = { fallbackText: summary, cardsV2: [{ cardId: 'esafety', card }] };
  requireSize(message);
  return message;
}

import type { Action, Card, Showable } from '../../cards/model.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { BUTTON_STYLE, COMPONENT, type Component, type MessageBody } from './components.ts';
import { encodeCustomId } from './custom-id.ts';
import { requireButtonLabel } from './limits.ts';
import { escapeMarkdown, makeBold, makeHeading, makeSubtle } from './markdown.ts';
import { type Piece, packPieces } from './pieces.ts';
import { renderBlock } from './render-blocks.ts';

/** Renders a card as one message, or as several where it has more text than one carries. Nothing is left out. */
export function renderCard(card: Card, guildId: string | null): MessageBody[] {
  return renderPieces(card, guildId, renderTitle(card));
}

/**
 * As `renderCard`, for a message that a telephone announces: Discord takes the announcement from the beginning of the text,
 * so that the summary stands there, a reference and a task.
 */
export function renderAnnounced(card: Card, guildId: string | null): MessageBody[] {
  const { summary, title } = card;
  const first: Piece[] = summary === title ? [] : [{ kind: 'text', text: makeBold(escapeMarkdown(summary)) }];
  return renderPieces(card, guildId, [...first, ...renderTitle(card)]);
}

function renderPieces(card: Card, guildId: string | null, title: readonly Piece[]): MessageBody[] {
  const button = (action: Action): Component => makeActionButton(action, guildId);
  return packPieces([
    ...title,
    ...card.blocks.flatMap((block) => renderBlock(block, button)),
    ...(card.actions.length > 0 ? [{ kind: 'buttons', buttons: card.actions.map(button) } satisfies Piece] : []),
  ]);
}

/** Renders a card that everybody in a place sees, or that stands in a 1:1 chat: one message; throws `PlatformLimit`. */
export function renderOne(card: Card, guildId: string | null): MessageBody {
  const [body, ...rest] = renderAnnounced(card, guildId);
  if (!body || rest.length > 0) throw new PlatformLimit('Discord', `"${card.name}" needs ${rest.length + 1} messages`);
  return body;
}

/** The first lines of a message. */
export function renderTitle({ title, overline }: Showable): Piece[] {
  return [
    ...(overline ? [{ kind: 'text', text: makeSubtle(escapeMarkdown(overline)) } satisfies Piece] : []),
    { kind: 'text', text: makeHeading(escapeMarkdown(title), 2) },
  ];
}

/**
 * A button.
 */
export function makeButton(label: string, style: number, customId: string): Component {
  return { type: COMPONENT.button, style, label: requireButtonLabel(label), custom_id: customId };
}

function makeLink(label: string, url: string): Component {
  return { type: COMPONENT.button, style: BUTTON_STYLE.link, label: requireButtonLabel(label), url };
}

function makeActionButton(action: Action, guildId: string | null): Component {
  if (action.kind === 'link') return makeLink(action.label, action.url);
  const { kind, name, label, style, data } = action;
  const look = style === 'primary' || style === 'destructive' ? BUTTON_STYLE[style] : BUTTON_STYLE.default;
  return makeButton(label, look, encodeCustomId({ act: kind, name, ids: data, guildId }));
}

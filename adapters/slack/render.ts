import type { Card, Form, Showable } from '../../cards/model.ts';
import { isReportForm } from '../../src/core/events.ts';
import { formNameOf } from '../shared/buttons.ts';
import { escapeMrkdwn, plain, run, type SlackBlock } from './block-kit.ts';
import { joinToFit } from './join-blocks.ts';
import {
  isViewTooLarge,
  LONGEST_MODAL_TITLE,
  MOST_MESSAGE_BLOCKS,
  MOST_VIEW_BLOCKS,
  requireMessage,
  requireView,
} from './limits.ts';
import { writeMetadata } from './metadata.ts';
import { renderActions, renderBlock, renderHeading, renderLines, renderSubtle } from './render-blocks.ts';
import { renderField } from './render-fields.ts';
import { MORE_ROOM_TITLE, OPEN_FORM_LABEL } from './words.ts';

/** A message as Slack takes it, without where it goes. `text` is what a notification shows. */
export interface SlackMessage {
  text: string;
  blocks: SlackBlock[];
}

/** A dialog or the bot's own page as Slack takes it. */
export interface SlackView extends Record<string, unknown> {
  type: 'modal' | 'home';
  blocks: SlackBlock[];
  private_metadata?: string;
}

/** Renders a card, or what stands for a form, as a message. Throws `PlatformLimit`. */
export function renderMessage(showable: Showable): SlackMessage {
  const card = showable.kind === 'form' ? inviteToForm(showable) : showable;
  const blocks = joinToFit([...renderTitle(card), ...renderBody(card)], MOST_MESSAGE_BLOCKS);
  requireMessage(blocks);
  return { text: escapeMrkdwn(card.summary), blocks };
}

/** Renders a card or form as a dialog. Throws `PlatformLimit` instead of leaving anything out. */
export function renderModal(showable: Showable): SlackView {
  const view = showable.kind === 'card' ? renderCardModal(showable) : renderFormModal(showable);
  requireView(view);
  return view;
}

/** Renders a card as the bot's own page. Throws `PlatformLimit`. */
export function renderHome(card: Card): SlackView {
  const blocks = joinToFit([...renderTitle(card), ...renderBody(card)], MOST_VIEW_BLOCKS);
  const view: SlackView = { type: 'home', blocks, private_metadata: writeMetadata({ shows: card.name }) };
  requireView(view);
  return view;
}

/** A message cannot be filled in: it says what the form says first and has a button that opens it. */
export function inviteToForm(form: Form): Card {
  const { key: _, variant: __, reference: ___, ...ids } = form.data;
  const name = formNameOf(form);
  // What the short form assumes comes with it when it opens.
  const data = isReportForm(name) ? {} : ids;
  return {
    kind: 'card',
    name: form.name,
    title: form.title,
    summary: form.summary,
    ...(form.overline ? { overline: form.overline } : {}),
    blocks: form.blocks,
    actions: [{ kind: 'open', name, label: OPEN_FORM_LABEL, style: 'primary', data, private: true }],
  };
}

function renderBody({ blocks, actions }: Card): SlackBlock[] {
  return [...blocks.flatMap(renderBlock), ...renderActions(actions)];
}

function renderTitle({ overline, title, blocks, actions }: Card): SlackBlock[] {
  const above = overline ? renderSubtle(overline) : [];
  // One line below a case is no page of its own.
  const isLine = blocks.length === 1 && actions.length === 0 && !overline;
  return [...above, ...(isLine ? renderLines([[run(title, { bold: true })]]) : renderHeading(title))];
}

function renderCardModal(card: Card): SlackView {
  return {
    ...frameModal(card),
    close: plain('Close'),
    private_metadata: writeMetadata({ shows: card.name }),
    blocks: joinToFit([...titleInside(card), ...renderBody(card)], MOST_VIEW_BLOCKS),
  };
}

/**
 * People are chosen from a menu that is searched by typing. Where the list is too long for a dialog, alone or beside everything
 * typed, a text field takes the full name instead, which the core looks up.
 */
function renderFormModal(form: Form): SlackView {
  const view = layOutForm(form, false);
  return isViewTooLarge(view) ? layOutForm(form, true) : view;
}

function layOutForm(form: Form, peopleAsText: boolean): SlackView {
  const further: SlackBlock[] = [];
  const parts = form.parts.flatMap(({ title, hint, fields }) => [
    ...(title ? [{ type: 'divider' }, ...renderHeading(title)] : []),
    ...(hint ? renderSubtle(hint) : []),
    ...fields.flatMap((field) => {
      const rendered = renderField(field, peopleAsText);
      further.push(...rendered.further);
      return rendered.blocks;
    }),
  ]);
  const more = further.length > 0 ? [{ type: 'divider' }, ...renderHeading(MORE_ROOM_TITLE), ...further] : [];
  const closing = (form.closing ?? []).flatMap(renderBlock);
  const top = [...titleInside(form), ...form.blocks.flatMap(renderBlock)];
  return {
    ...frameModal(form),
    callback_id: `esafety:${formNameOf(form)}`,
    close: plain('Cancel'),
    submit: plain(form.submitLabel),
    private_metadata: writeMetadata({ shows: form.name, data: form.data }),
    blocks: joinToFit([...top, ...parts, ...more, ...closing], MOST_VIEW_BLOCKS),
  };
}

function frameModal({ title }: Showable): { type: 'modal'; title: object } {
  return { type: 'modal', title: plain(title.length <= LONGEST_MODAL_TITLE ? title : 'e-safety') };
}

/** What the frame of a dialog has no room for. */
function titleInside({ title, overline }: Showable): SlackBlock[] {
  return [
    ...(overline ? renderSubtle(overline) : []),
    ...(title.length > LONGEST_MODAL_TITLE ? renderHeading(title) : []),
  ];
}

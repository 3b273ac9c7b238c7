import type { Action, Block, Card, Field, Form, FormPart, Showable } from '../../cards/model.ts';
import { formNameOf } from '../shared/buttons.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { type AdaptiveCard, type Element, makeHeading, makeTexts } from './adaptive-card.ts';
import { countBytes, ENVELOPE_BYTES, LARGEST_PAYLOAD_BYTES, MOST_PEOPLE, requireCard } from './limits.ts';
import { makeButtonData, RESERVED_DATA } from './protocol.ts';
import { renderBlock } from './render-blocks.ts';
import { renderField } from './render-fields.ts';

/** Where a card is shown: as a message, where buttons act in place, or in a dialog, where every button submits it. */
export type Surface = 'card' | 'dialog';

/** Renders a card or form as an Adaptive Card 1.5. Throws `PlatformLimit` instead of leaving anything out. */
export function render(showable: Showable, surface: Surface): AdaptiveCard {
  const card = showable.kind === 'card' ? renderCard(showable, surface) : renderForm(showable, surface);
  requireCard(card);
  return card;
}

function renderCard(card: Card, surface: Surface): AdaptiveCard {
  const actions = card.actions.map((action) => renderAction(action, surface));
  const body = renderBlocks(card.blocks, surface);
  // A dialog's frame shows the line above the title, or the title itself where there is none.
  const framed = surface === 'dialog' && !card.overline && body.length > 0;
  const title = surface === 'dialog' ? [makeHeading(card.title, 'Large')] : renderTitle(card);
  return frame(card, framed ? body : [...title, ...body], actions);
}

/**
 * People are chosen from a list. Where the list is too long for Teams, alone or beside everything typed, a text field takes
 * the full name instead, which the core looks up: Teams has no other picker that a bot can restrict to a school's staff.
 */
function renderForm(form: Form, surface: Surface): AdaptiveCard {
  const people = form.parts.flatMap(({ fields }) => fields.filter((field) => field.kind === 'person'));
  if (people.every(fitsList)) {
    const card = layOutForm(form, surface, false);
    if (people.length === 0 || countBytes(card) <= LARGEST_PAYLOAD_BYTES - ENVELOPE_BYTES) return card;
  }
  return layOutForm(form, surface, true);
}

/** A name that was typed where the list could not be shown must not be lost when it can be shown again. */
function fitsList({ options, value }: Extract<Field, { kind: 'person' }>): boolean {
  return options.length <= MOST_PEOPLE && (!value || options.some((option) => option.value === value));
}

function layOutForm(form: Form, surface: Surface, peopleAsText: boolean): AdaptiveCard {
  const body = [
    // A dialog shows the form's title in its frame.
    ...(surface === 'card' ? renderTitle(form) : form.overline ? renderOverline(form.overline) : []),
    ...renderBlocks(form.blocks, surface),
    ...form.parts.flatMap((part, index) => renderPart(part, index, peopleAsText)),
    ...renderBlocks(form.closing ?? [], surface),
  ];
  const data = makeButtonData('submit', formNameOf(form), requireIds(form.data));
  const submit: Element =
    surface === 'card' ? { type: 'Action.Execute', verb: 'submit', data } : { type: 'Action.Submit', data };
  return frame(form, body, [{ ...submit, title: form.submitLabel, style: 'positive' }]);
}

function frame({ summary }: Showable, body: Element[], actions: Element[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    // The renderer takes a language without a country.
    lang: 'en',
    fallbackText: summary,
    msteams: { width: 'Full' },
    body,
    ...(actions.length > 0 ? { actions } : {}),
  };
}

const renderBlocks = (blocks: Block[], surface: Surface): Element[] =>
  blocks.flatMap((block) => renderBlock(block, (action) => renderAction(action, surface)));

function renderTitle(showable: Showable): Element[] {
  const { title, overline } = showable;
  // One line below a case is no page of its own.
  const isLine = showable.kind === 'card' && showable.blocks.length === 1 && showable.actions.length === 0 && !overline;
  return [...(overline ? renderOverline(overline) : []), makeHeading(title, isLine ? 'Medium' : 'Large')];
}

const renderOverline = (overline: string): Element[] => makeTexts(overline, { subtle: true, small: true });

/**
 * A part nobody has to fill in starts folded behind a button that tells assistive technology what it opens.
 * It is open when something stands in it, so that nothing typed and no error is hidden.
 */
function renderPart(part: FormPart, index: number, peopleAsText: boolean): Element[] {
  const fields = part.fields.flatMap((field) => renderField(field, peopleAsText));
  const folded =
    index > 0 && part.title && !part.fields.some(({ required, value, error }) => required || value || error);
  const hint = part.hint ? makeTexts(part.hint, { subtle: true }) : [];
  if (!folded)
    return [...(part.title ? [{ ...makeHeading(part.title, 'Medium'), separator: true }] : []), ...hint, ...fields];
  const id = `esafety-part-${index}`;
  return [
    {
      type: 'ActionSet',
      spacing: 'Medium',
      actions: [{ type: 'Action.ToggleVisibility', title: part.title, targetElements: [id] }],
    },
    { type: 'Container', id, isVisible: false, items: [...hint, ...fields] },
  ];
}

/**
 * In a message a private answer needs a dialog, and only `Action.Submit` opens one; everything else acts through
 * `Action.Execute`, whose answer replaces the card for everybody who sees it. A dialog knows `Action.Submit` alone.
 */
function renderAction(action: Action, surface: Surface): Element {
  const look = {
    title: action.label,
    ...(action.style === 'primary' ? { style: 'positive' } : {}),
    ...(action.style === 'destructive' ? { style: 'destructive' } : {}),
  };
  if (action.kind === 'link') return { type: 'Action.OpenUrl', ...look, url: action.url };
  const data = makeButtonData(action.kind, action.name, requireIds(action.data));
  if (surface === 'dialog') return { type: 'Action.Submit', ...look, data };
  if (action.kind === 'press' && !action.private) return { type: 'Action.Execute', verb: action.name, ...look, data };
  return { type: 'Action.Submit', ...look, data: { msteams: { type: 'task/fetch' }, ...data } };
}

function requireIds(ids: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(ids))
    if (RESERVED_DATA.has(name)) throw new PlatformLimit('Teams', `a button's data may not use "${name}"`);
  return ids;
}

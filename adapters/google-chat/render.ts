import type { Action, Card, Form, FormPart } from '../../cards/model.ts';
import { formNameOf } from '../shared/buttons.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { escapeText, type GoogleCard, makeParagraphs, type Section, type Widget } from './google-card.ts';
import { LARGEST_BYTES, MOST_WIDGETS, requireSize } from './limits.ts';
import { makeParameters, type Parameter } from './protocol.ts';
import { renderBlocks } from './render-blocks.ts';
import { fitsList, renderField } from './render-fields.ts';
import { WORDS } from './words.ts';

/** Where a card is shown: as a message, in a dialog, or on the app's own page. */
export type Surface = 'message' | 'dialog' | 'home';

/** How buttons are made. */
export interface RenderRules {
  surface: Surface;
  /** What a button calls: a Workspace add-on needs the address of this program. */
  buttonFunction: string;
}

/** Google Chat cuts a heading that takes more than one line beside a line above it, or more than two alone. */
const LONGEST_TITLE = 34;
const LONGEST_TITLE_ALONE = 60;
/** Filled buttons carry white words: both colours have a contrast above 4.5 to 1. */
const COLOURS = { primary: { red: 0.1, green: 0.35, blue: 0.75 }, destructive: { red: 0.7, green: 0.15, blue: 0.12 } };

/** Renders a card. Throws `PlatformLimit` instead of leaving anything out. */
export function renderCard(card: Card, rules: RenderRules): GoogleCard {
  const rendered = frame(card, layOutCard(card, rules), card.actions.length > 0 ? [makeButtons(card, rules)] : []);
  requireCard(rendered);
  return rendered;
}

/** The sections of a card's body, without its buttons. */
export function layOutCard(card: Card, rules: RenderRules): Section[] {
  return renderBlocks(card.blocks, (action) => makeActionButton(action, rules));
}

/** Puts title and buttons round a body. */
export function frame(
  { title, overline }: Pick<Card, 'title' | 'overline'>,
  body: Section[],
  end: Section[],
): GoogleCard {
  const [first] = body;
  const fits = title.length <= (overline ? LONGEST_TITLE : LONGEST_TITLE_ALONE);
  // A card of nothing but a heading is no card to Google Chat.
  if (fits && first)
    return { header: { title, ...(overline ? { subtitle: overline } : {}) }, sections: [...body, ...end] };
  const heading = [...(overline ? makeParagraphs(overline, 'italic') : []), ...makeParagraphs(title, 'bold')];
  const sections =
    first && !first.header
      ? [{ ...first, widgets: [...heading, ...first.widgets] }, ...body.slice(1)]
      : [{ widgets: heading }, ...body];
  return { sections: [...sections, ...end] };
}

/**
 * The section of a card's buttons.
 * @param first buttons that come before the card's own
 */
export function makeButtons({ actions }: Card, rules: RenderRules, first: Widget[] = []): Section {
  const buttons = [...first, ...actions.map((action) => makeActionButton(action, rules))];
  return { widgets: [{ buttonList: { buttons } }] };
}

/** A button that acts on this program. */
export function makeButton(
  label: string,
  parameters: Parameter[],
  { surface, buttonFunction }: RenderRules,
  look: { style?: Action['style']; opensDialog?: boolean } = {},
): Widget {
  const color = look.style === 'primary' || look.style === 'destructive' ? COLOURS[look.style] : null;
  return {
    text: label,
    ...(color ? { color } : {}),
    onClick: {
      action: {
        function: buttonFunction,
        parameters,
        // Inside a dialog, and on the app's own page, the answer takes the place of what is shown.
        ...(look.opensDialog && surface === 'message' ? { interaction: 'OPEN_DIALOG' } : {}),
      },
    },
  };
}

/** A private answer to a button of a message is a dialog, which nobody else sees; anything else changes the message. */
function makeActionButton(action: Action, rules: RenderRules): Widget {
  if (action.kind === 'link') return { text: action.label, onClick: { openLink: { url: action.url } } };
  return makeButton(action.label, makeParameters(action.kind, action.name, action.data), rules, {
    style: action.style,
    opensDialog: action.kind === 'open' || action.private === true,
  });
}

/**
 * Renders a form. People are chosen from a list; where the list is too long for Google Chat, alone or beside everything
 * typed, a text field takes the full name instead, which the core looks up. Throws `PlatformLimit` when even then the form
 * with everything typed is too large: see `answerSubmit` for what happens then.
 */
export function renderForm(form: Form, rules: RenderRules): GoogleCard {
  const people = form.parts.flatMap(({ fields }) => fields.filter((field) => field.kind === 'person'));
  // A name that was typed where the list could not be shown must not be lost when it can be shown again.
  const isListed = ({ options, value }: (typeof people)[number]): boolean =>
    fitsList(options) && (!value || options.some((option) => option.value === value));
  if (people.length > 0 && people.every(isListed)) {
    try {
      return layOutForm(form, rules, false);
    } catch (error) {
      if (!(error instanceof PlatformLimit)) throw error;
    }
  }
  return layOutForm(form, rules, true);
}

function layOutForm(form: Form, rules: RenderRules, peopleAsText: boolean): GoogleCard {
  const noButton = (): Widget => {
    throw new PlatformLimit('Google Chat', 'a form with a list to act on');
  };
  const parts = form.parts.map((part, index) => renderPart(part, index, peopleAsText));
  const parameters = makeParameters('submit', formNameOf(form), form.data);
  const submit = makeButton(form.submitLabel, parameters, rules, { style: 'primary' });
  const closing = renderBlocks(form.closing ?? [], noButton).flatMap(({ widgets }) => widgets);
  const card = frame(
    form,
    [...renderBlocks(form.blocks, noButton), ...parts],
    [{ widgets: [...closing, { buttonList: { buttons: [submit] } }] }],
  );
  const ids = form.parts.flatMap(({ fields }) => fields.map(({ id }) => id));
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new PlatformLimit('Google Chat', `the id "${twice}" is used twice`);
  requireCard(card);
  return card;
}

/**
 * A part nobody has to fill in starts folded. It is open when something stands in it, so that nothing typed and no error is
 * hidden.
 */
function renderPart(part: FormPart, index: number, peopleAsText: boolean): Section {
  const fields = part.fields.flatMap((field) => renderField(field, peopleAsText));
  const hint = part.hint ? makeParagraphs(part.hint, 'italic') : [];
  const header = part.title ? { header: escapeText(part.title) } : {};
  const folded =
    index > 0 && part.title && !part.fields.some(({ required, value, error }) => required || value || error);
  if (!folded) return { ...header, widgets: [...hint, ...fields] };
  const lead = [...hint, ...makeParagraphs(WORDS.foldedPart, 'italic')];
  return { ...header, collapsible: true, uncollapsibleWidgetsCount: lead.length, widgets: [...lead, ...fields] };
}

/** Throws `PlatformLimit` for a card that Google Chat would refuse or show only in part. */
export function requireCard(card: GoogleCard): void {
  const widgets = card.sections.reduce((count, section) => count + section.widgets.length, 0);
  if (widgets > MOST_WIDGETS)
    throw new PlatformLimit(
      'Google Chat',
      `${widgets} widgets, the limit is ${MOST_WIDGETS} and ${LARGEST_BYTES} bytes`,
    );
  requireSize(card);
}

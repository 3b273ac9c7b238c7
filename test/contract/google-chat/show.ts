import type { GoogleCard, Widget } from '../../../adapters/google-chat/google-card.ts';
import { EMPTY_CHOICE } from '../../../adapters/google-chat/protocol.ts';
import type { Shown } from '../driver.ts';
import type { StoredMessage } from './google-state.ts';

/** What a Shown of Google Chat points at. */
export type GoogleRef =
  | { at: 'message'; message: StoredMessage; card: GoogleCard | null }
  | { at: 'dialog'; card: GoogleCard; on: StoredMessage | null }
  | { at: 'home'; card: GoogleCard }
  | { at: 'nowhere' };

/** A button as a card holds it. */
export interface CardButton {
  text: string;
  onClick: { action: { function: string; parameters: { key: string; value: string }[]; interaction?: string } };
}

/** An input as a card holds it. */
export interface CardInput {
  kind: 'textInput' | 'selectionInput' | 'dateTimePicker';
  name: string;
  type: string;
  value?: string;
  valueMsEpoch?: string;
  items?: { text: string; value: string; selected: boolean }[];
}

/** Nothing is seen. */
export const NOTHING: Shown = {
  kind: 'nothing',
  private: true,
  text: '',
  buttons: [],
  fields: [],
  values: {},
  errors: {},
  notification: null,
  ref: { at: 'nowhere' } satisfies GoogleRef,
};

/** A card as a person sees it. */
export function showCard(
  card: GoogleCard,
  around: { private: boolean; notification: string | null; ref: GoogleRef },
): Shown {
  const inputs = listInputs(card);
  return {
    kind: inputs.length > 0 ? 'form' : 'card',
    text: readTexts(card).join('\n'),
    buttons: listButtons(card).map(({ text }) => text),
    fields: inputs.map(({ name }) => name),
    values: readValues(inputs),
    errors: readErrors(card),
    ...around,
  };
}

/** A message of the app's. */
export function showMessage(message: StoredMessage, isPersonal: boolean): Shown {
  const ref: GoogleRef = { at: 'message', message, card: message.card };
  const notification = message.fallbackText ?? message.text ?? null;
  const around = { private: isPersonal || message.viewer !== null, notification, ref };
  if (message.card) return showCard(message.card, around);
  return { ...NOTHING, kind: 'words', text: message.text ?? '', ...around };
}

/** Everything that can be pressed, top to bottom. */
export function listButtons(card: GoogleCard): CardButton[] {
  return listWidgets(card).flatMap(({ buttonList, decoratedText }) => {
    const list = (buttonList as { buttons: CardButton[] } | undefined)?.buttons ?? [];
    const own = (decoratedText as { button?: CardButton } | undefined)?.button;
    return own ? [own, ...list] : list;
  });
}

/** Everything that can be filled in, top to bottom. */
export function listInputs(card: GoogleCard): CardInput[] {
  return listWidgets(card).flatMap((widget) => inputOf(widget) ?? []);
}

function inputOf(widget: Widget): CardInput | null {
  for (const kind of ['textInput', 'selectionInput', 'dateTimePicker'] as const)
    if (widget[kind]) return { kind, ...(widget[kind] as Omit<CardInput, 'kind'>) };
  return null;
}

/** What stands in the fields. */
export function readValues(inputs: CardInput[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const input of inputs) {
    const value = readValue(input);
    if (value !== null) values[input.name] = value;
  }
  return values;
}

function readValue({ kind, type, value, valueMsEpoch, items = [] }: CardInput): string | null {
  if (kind === 'textInput') return value ?? null;
  if (kind === 'selectionInput') {
    const chosen = items.find(({ selected }) => selected);
    return chosen ? chosen.value.replace(EMPTY_CHOICE, '') : null;
  }
  if (valueMsEpoch === undefined) return null;
  const text = new Date(Number(valueMsEpoch)).toISOString();
  return type === 'DATE_ONLY' ? text.slice(0, 10) : text.slice(11, 16);
}

/** What a client sends for the values of a form. Throws for a value that nobody could have chosen. */
export function toFormInputs(inputs: CardInput[], values: Record<string, string>): Record<string, unknown> {
  const entries = inputs.flatMap((input) => {
    const value = values[input.name];
    const given = value === undefined ? null : toInput(input, value);
    return given ? [[input.name, given]] : [];
  });
  return Object.fromEntries(entries);
}

function toInput({ kind, name, type, items = [] }: CardInput, value: string): unknown {
  if (kind === 'selectionInput') {
    const wanted = value === '' ? EMPTY_CHOICE : value;
    const item = items.find((each) => each.value === wanted || each.text === value);
    if (!item && value !== '') throw new Error(`"${name}" has no choice "${value}"`);
    return item ? { stringInputs: { value: [item.value] } } : null;
  }
  if (value === '') return null;
  if (kind === 'textInput') return { stringInputs: { value: [value] } };
  if (type === 'DATE_ONLY') return { dateInput: { msSinceEpoch: String(Date.parse(`${value}T00:00:00Z`)) } };
  const [hours, minutes] = value.split(':').map(Number);
  // Zeros are left out, as protocol buffers do in JSON.
  return { timeInput: { ...(hours ? { hours } : {}), ...(minutes ? { minutes } : {}) } };
}

/** An error stands right above its input, below the field's label. */
function readErrors(card: GoogleCard): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { widgets } of card.sections)
    for (const [index, widget] of widgets.entries()) {
      const input = inputOf(widget);
      const before = widgets[index - 1]?.decoratedText as { text: string; startIcon?: { altText: string } } | undefined;
      if (!input || before?.startIcon?.altText !== 'Important') continue;
      errors[input.name] = toPlain(before.text).split('\n').slice(1).join('\n');
    }
  return errors;
}

function readTexts(card: GoogleCard): string[] {
  const { title, subtitle } = card.header ?? {};
  return [
    ...[title, subtitle].filter((text) => text !== undefined),
    ...card.sections.flatMap(({ header, widgets }) => [
      ...(header ? [toPlain(header)] : []),
      ...widgets.flatMap(readWidget),
    ]),
  ];
}

function readWidget(widget: Widget): string[] {
  const { textParagraph, decoratedText } = widget as {
    textParagraph?: { text: string };
    decoratedText?: { text: string };
  };
  if (textParagraph) return [toPlain(textParagraph.text)];
  if (decoratedText) return [toPlain(decoratedText.text)];
  const input = widget.textInput ?? widget.selectionInput ?? widget.dateTimePicker;
  if (!input) return [];
  const { label, hintText, items = [] } = input as { label?: string; hintText?: string; items?: { text: string }[] };
  return [label, ...items.map(({ text }) => text), hintText].filter((text) => text !== undefined);
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
const TAGS = /<\/?(?:b|i)>|<a href="https?:\/\/[^"<>]+">|<\/a>/g;

/** The words of a little HTML. Throws for anything Google would take for markup that is not ours. */
function toPlain(html: string): string {
  const text = html.replace(TAGS, '');
  if (/[<>]/.test(text)) throw new Error(`markup in: ${text}`);
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

const listWidgets = (card: GoogleCard): Widget[] => card.sections.flatMap(({ widgets }) => widgets);

import type { Shown } from '../driver.ts';
import type { Modal, SentComponent, StoredMessage } from './discord-state.ts';

/** A button, by its words and what it sends. */
export interface SentButton {
  label: string;
  customId: string;
}

/** The driver's handle on what is shown. */
export interface DiscordRef {
  channelId: string;
  /** What was shown as a message, in several parts where one did not carry it. */
  messages: StoredMessage[];
  buttons: SentButton[];
  /** The form that is open, or that its buttons open. */
  form?: { modals: Modal[]; opened: boolean; on: StoredMessage | null };
}

const COMPONENT = { button: 2, label: 18, textDisplay: 10, textInput: 4, menu: 3, radio: 21 } as const;

/** The texts of components as they read: markup taken away, backslashes before signs taken away. */
export function readTexts(components: readonly SentComponent[]): string[] {
  return components
    .flatMap((component) => [
      ...(component.type === COMPONENT.textDisplay ? [readMarkdown(component.content ?? '')] : []),
      ...(component.type === COMPONENT.label ? [component.label ?? '', component.description ?? ''] : []),
      ...readTexts(component.components ?? []),
    ])
    .filter((text) => text !== '');
}

/** All buttons, in order. */
export function listButtons(components: readonly SentComponent[]): SentButton[] {
  return components.flatMap((component) => [
    ...(component.type === COMPONENT.button
      ? [{ label: component.label ?? '', customId: component.custom_id ?? '' }]
      : []),
    ...listButtons(component.components ?? []),
    ...(component.accessory ? listButtons([component.accessory]) : []),
  ]);
}

/** A message, or the parts of one, as a person sees it. */
export function showMessages(messages: StoredMessage[], isPrivate: boolean, announced: boolean): Shown {
  const parts = messages.map(({ components }) => readTexts(components).join('\n'));
  const buttons = messages.flatMap(({ components }) => listButtons(components));
  const ref: DiscordRef = { channelId: messages[0]?.channelId ?? '', messages, buttons };
  return {
    kind: 'card',
    private: isPrivate,
    text: parts.join('\n'),
    buttons: buttons.map(({ label }) => label),
    fields: [],
    values: {},
    errors: {},
    // Private answers make no sound; other messages are announced by how they begin.
    notification: announced ? (parts[0]?.split('\n')[0] ?? '').slice(0, 150) : null,
    ref,
  };
}

/** The inputs of a modal, each with the words beside it. */
export function listInputs(modal: Modal): { id: string; input: SentComponent; words: string[] }[] {
  return modal.components.flatMap((component, index) => {
    const input = component.component;
    if (component.type !== COMPONENT.label || !input?.custom_id) return [];
    const above = modal.components[index - 1];
    const heading =
      above?.type === COMPONENT.textDisplay ? readMarkdown(above.content ?? '').split('\n')[0] : undefined;
    const words = [component.label, component.description, heading].filter((text): text is string => !!text);
    return [{ id: input.custom_id, input, words }];
  });
}

/** What stands in an input. */
export function readValue(input: SentComponent): string {
  if (input.type === COMPONENT.textInput) return readDate(input.value ?? '');
  const chosen = input.options?.find((option) => option.default)?.value ?? '';
  return chosen === '∅' ? '' : chosen;
}

/** A date as the record writes it. */
export const readDate = (text: string): string => text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');

/** Fields, values and errors of a form over all its pages; long texts that were divided are whole again. */
export function readForm(modals: readonly Modal[], text: string): Pick<Shown, 'fields' | 'values' | 'errors'> {
  const inputs = modals.flatMap(listInputs);
  const fields = [...new Set(inputs.map(({ id }) => id.replace(/[~+]\d$/, '')))];
  const lines = text.split('\n');
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const own = inputs
      .filter(({ id }) => id.replace(/[~+]\d$/, '') === field)
      .sort((a, b) => (a.id.slice(field.length + 1) < b.id.slice(field.length + 1) ? -1 : 1));
    const value = own.map(({ input }) => readValue(input)).join('');
    if (value !== '') values[field] = value;
    const words = own.flatMap((each) => each.words);
    const line = lines.find((each) => words.some((label) => each.startsWith(`${label}: `)));
    if (line && !line.endsWith(':')) errors[field] = line;
  }
  return { fields, values, errors };
}

/** What markdown shows: signs behind a backslash stay, all other markup goes. */
export function readMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const plain = line.replace(/^(?:#{1,3} |-# |> )/, '');
      return plain.replace(/\\([^A-Za-z0-9\s])|\*\*/gu, (_, sign) => sign ?? '');
    })
    .join('\n');
}

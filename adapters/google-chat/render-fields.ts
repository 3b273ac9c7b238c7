import type { Field, Option } from '../../cards/model.ts';
import { makeParagraphs, type Widget } from './google-card.ts';
import { MOST_CHOICES } from './limits.ts';
import { EMPTY_CHOICE } from './protocol.ts';
import { makeNotice } from './render-blocks.ts';
import { WORDS } from './words.ts';

/** The longest name that fits into the text field that stands for a long list of people. */
const LONGEST_NAME = 120;

/**
 * Renders one field: its error, its input with a label, its hint.
 * @param peopleAsText shows a choice of people as a text field, see `renderForm`
 */
export function renderField(field: Field, peopleAsText: boolean): Widget[] {
  const error = field.error ? makeNotice('danger', field.label, field.error) : [];
  switch (field.kind) {
    case 'text':
      return [...error, makeTextInput(field, 'SINGLE_LINE', field.maxLength)];
    case 'longText':
      return [...error, makeTextInput(field, 'MULTIPLE_LINE', field.maxLength)];
    case 'choice':
      return [...error, makeChoice(field), ...makeHint(field)];
    case 'person':
      // A choice without choices shows nothing: it happens when the list of staff could not be read.
      if (peopleAsText || field.options.length === 0) {
        const hint = [field.hint, WORDS.fullName].filter(Boolean).join(' ');
        const value = nameOf(field.options, field.value);
        return [...error, makeTextInput({ ...field, hint, value }, 'SINGLE_LINE', LONGEST_NAME)];
      }
      return [...error, makePeopleChoice(field), ...makeHint(field)];
    case 'date':
      return [...error, makePicker(field, 'DATE_ONLY', readDay(field.value)), ...makeHint(field)];
    case 'time':
      return [...error, makePicker(field, 'TIME_ONLY', readTime(field.value)), ...makeHint(field)];
  }
}

/** Whether a form's people fit into a list of Google Chat's. */
export const fitsList = (options: Option[]): boolean => options.length <= MOST_CHOICES;

const labelOf = ({ label, required }: Field): string => (required ? `${label} ${WORDS.required}` : label);

/** Only text fields have room for a hint of their own. */
const makeHint = ({ hint }: Field): Widget[] => (hint ? makeParagraphs(hint, 'italic') : []);

function makeTextInput(
  field: Omit<Field, 'value' | 'hint'> & { value?: string | undefined; hint?: string | undefined },
  type: 'SINGLE_LINE' | 'MULTIPLE_LINE',
  characterLimit: number,
): Widget {
  return {
    textInput: {
      name: field.id,
      label: labelOf(field as Field),
      type,
      ...(field.hint ? { hintText: field.hint } : {}),
      ...(field.value ? { value: field.value } : {}),
      validation: { characterLimit },
    },
  };
}

/** A menu has no way back to nothing, so one that may stay unanswered offers that as a choice. */
function makeChoice(field: Extract<Field, { kind: 'choice' }>): Widget {
  const menu = field.style === 'menu';
  const none = menu && !field.required && !field.options.some(({ value }) => value === '');
  const options = none ? [{ value: '', label: WORDS.noAnswer }, ...field.options] : field.options;
  return {
    selectionInput: {
      name: field.id,
      label: labelOf(field),
      type: menu ? 'DROPDOWN' : 'RADIO_BUTTON',
      items: makeItems(options, field.value),
    },
  };
}

/** The one choice of Google Chat's that is searched by typing and can be taken back. */
function makePeopleChoice(field: Extract<Field, { kind: 'person' }>): Widget {
  return {
    selectionInput: {
      name: field.id,
      label: labelOf(field),
      type: 'MULTI_SELECT',
      multiSelectMaxSelectedItems: 1,
      multiSelectMinQueryLength: 0,
      items: makeItems(field.options, field.value),
    },
  };
}

function makeItems(options: Option[], chosen: string | undefined): Record<string, unknown>[] {
  return options.map(({ label, value }) => ({
    text: label,
    value: value || EMPTY_CHOICE,
    selected: chosen !== undefined && chosen === value,
  }));
}

function makePicker(field: Field, type: 'DATE_ONLY' | 'TIME_ONLY', milliseconds: number | null): Widget {
  return {
    dateTimePicker: {
      name: field.id,
      label: labelOf(field),
      type,
      ...(milliseconds === null ? {} : { valueMsEpoch: String(milliseconds) }),
    },
  };
}

/** What was chosen from a list reads as a name in a text field. */
function nameOf(options: Option[], value: string | undefined): string | undefined {
  return options.find((option) => option.value === value)?.label ?? value;
}

function readDay(value: string | undefined): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value ?? '')) return null;
  const at = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}

function readTime(value: string | undefined): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(value ?? '') ?? [];
  return hours === undefined ? null : (Number(hours) * 60 + Number(minutes)) * 60_000;
}

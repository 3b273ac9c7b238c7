import type { Field, Option } from '../../cards/model.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { COMPONENT, type Component, makeText } from './components.ts';
import { continuedId, divideOptions, divideText, EMPTY_CHOICE, inputId } from './form-values.ts';
import { MOST_INPUT, MOST_LABEL, MOST_OPTIONS, MOST_RADIO_OPTIONS, MOST_SHORT_TEXT, requireLength } from './limits.ts';
import { escapeMarkdown, makeBold } from './markdown.ts';
import { writeTypedDate } from './typed-date.ts';
import { WORDS } from './words.ts';

/** The longest name that fits into the text field that stands for a long list of people. */
const LONGEST_NAME = 120;
const SHORT = 1;
const PARAGRAPH = 2;

/**
 * Renders one field as it stands in a modal: its label with its input, and above them a text where label and hint are longer
 * than Discord's labels. A choice with too many options takes two menus.
 */
export function renderInput(field: Field): Component[] {
  if (field.kind === 'choice' && !isRadio(field)) {
    const menus = divideOptions(field.options);
    return menus.flatMap((options, index) => {
      const label = menus.length > 1 ? WORDS.oneOf(field.label, index + 1, menus.length) : field.label;
      // Only one of several menus is answered, so none of them may ask for an answer.
      const required = field.required === true && menus.length === 1;
      const menu = makeMenu(inputId(field.id, index), options, field.value, required);
      return makeLabelled({ ...field, label, hint: index === 0 ? field.hint : undefined }, menu);
    });
  }
  return makeLabelled(field, makeInput(field));
}

/** Renders a further field of a long text, for a later page. */
export function renderContinued(field: Field, part: number): Component[] {
  const value = divideText(field.value ?? '')[part];
  const input = makeTextInput(continuedId(field.id, part, value), PARAGRAPH, MOST_INPUT, { value });
  return makeLabelled({ label: WORDS.continued(field.label) }, input);
}

/** A label of at most 45 characters with a description of at most 100; what is longer stands above as a text. */
function makeLabelled(
  { label, hint, error }: Pick<Field, 'label' | 'hint' | 'error'>,
  component: Component,
): Component[] {
  if (label.length <= MOST_LABEL && (hint ?? '').length <= MOST_SHORT_TEXT) {
    // The message before the modal says what is wrong; where there is room, the modal repeats it.
    const withError = [error, hint].filter(Boolean).join(' ');
    return [makeLabel(label, withError.length <= MOST_SHORT_TEXT ? withError : hint, component)];
  }
  if (!hint && label.length <= MOST_SHORT_TEXT) return [makeLabel(WORDS.answer, label, component)];
  const above = [makeBold(escapeMarkdown(label)), ...(hint ? [escapeMarkdown(hint)] : [])].join('\n');
  return [makeText(above), makeLabel(label.length <= MOST_LABEL ? label : WORDS.answer, undefined, component)];
}

function makeLabel(label: string, description: string | undefined, component: Component): Component {
  return { type: COMPONENT.label, label, ...(description ? { description } : {}), component };
}

function makeInput(field: Field): Component {
  const { id, value } = field;
  const required = field.required === true;
  switch (field.kind) {
    case 'text':
      return makeTextInput(id, SHORT, field.maxLength, { value, required });
    case 'longText':
      return makeTextInput(id, PARAGRAPH, field.maxLength, { value: divideText(value ?? '')[0], required });
    case 'date':
      return makeTextInput(id, SHORT, MOST_SHORT_TEXT, {
        value: value && writeTypedDate(value),
        required,
        placeholder: WORDS.datePlaceholder,
      });
    case 'time':
      return makeTextInput(id, SHORT, MOST_SHORT_TEXT, { value, required, placeholder: WORDS.timePlaceholder });
    case 'person':
      // No list is offered that is cut: with more staff than a menu holds, the name is typed, and the core looks it up.
      if (field.options.length > 0 && field.options.length <= MOST_OPTIONS)
        return makeMenu(id, field.options, value, required);
      return makeTextInput(id, SHORT, LONGEST_NAME, {
        value: field.options.find((option) => option.value === value)?.label ?? value,
        required,
        placeholder: WORDS.typeName,
      });
    case 'choice':
      return {
        type: COMPONENT.radioGroup,
        custom_id: id,
        required,
        options: field.options.map((option) => makeOption(option, value)),
      };
  }
}

function isRadio({ style, options }: Extract<Field, { kind: 'choice' }>): boolean {
  return style === 'list' && options.length > 1 && options.length <= MOST_RADIO_OPTIONS;
}

function makeTextInput(
  id: string,
  style: number,
  maxLength: number,
  { value, required = false, placeholder }: { value?: string; required?: boolean; placeholder?: string },
): Component {
  return {
    type: COMPONENT.textInput,
    custom_id: id,
    style,
    required,
    max_length: Math.min(maxLength, MOST_INPUT),
    ...(value ? { value: requireLength(value, MOST_INPUT, `the text in "${id}"`) } : {}),
    ...(placeholder ? { placeholder } : {}),
  };
}

function makeMenu(id: string, options: Option[], value: string | undefined, required: boolean): Component {
  return {
    type: COMPONENT.stringSelect,
    custom_id: id,
    required,
    ...(required ? {} : { min_values: 0 }),
    max_values: 1,
    options: options.map((option) => makeOption(option, value)),
  };
}

/** A label longer than Discord's goes on in the description, divided behind a comma. */
function makeOption({ label, value }: Option, chosen: string | undefined): Record<string, unknown> {
  const comma = label.length > MOST_SHORT_TEXT ? label.lastIndexOf(', ', MOST_SHORT_TEXT) : -1;
  const [first, rest] = comma > 0 ? [label.slice(0, comma), label.slice(comma + 2)] : [label, ''];
  if (first.length > MOST_SHORT_TEXT || rest.length > MOST_SHORT_TEXT)
    throw new PlatformLimit('Discord', `a choice of ${label.length} characters`);
  return {
    label: first,
    value: requireLength(value || EMPTY_CHOICE, MOST_SHORT_TEXT, 'the value of a choice'),
    ...(rest ? { description: rest } : {}),
    ...(chosen !== undefined && value === chosen ? { default: true } : {}),
  };
}

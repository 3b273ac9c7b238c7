import type { Field, Option } from '../../cards/model.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { type Element, makeTexts } from './adaptive-card.ts';
import { EMPTY_CHOICE, RESERVED_INPUTS } from './protocol.ts';
import { makeNotice } from './render-blocks.ts';

/** The longest name that fits into the text field that stands for a long list of people. */
const LONGEST_NAME = 120;

/**
 * Renders one field: its error, its input with a label, its hint.
 * @param peopleAsText shows a choice of people as a text field, see `renderForm`
 */
export function renderField(field: Field, peopleAsText: boolean): Element[] {
  if (RESERVED_INPUTS.has(field.id)) throw new PlatformLimit('Teams', `a field may not be called "${field.id}"`);
  // A choice without choices is refused by Teams: it happens when the list of staff could not be read.
  const asText = field.kind === 'person' && (peopleAsText || field.options.length === 0);
  const hints = [...(field.hint ? [field.hint] : []), ...(asText ? ['Type the person’s full name.'] : [])];
  return [
    ...(field.error
      ? [
          makeNotice(
            'danger',
            makeTexts(field.error, {}, field.label.endsWith('?') ? `${field.label} ` : `${field.label}: `),
          ),
        ]
      : []),
    { ...makeInput(field, asText), ...makeCommon(field, asText) },
    ...hints
      .flatMap((hint) => makeTexts(hint, { subtle: true, small: true }))
      .map((line) => ({ ...line, spacing: 'Small' })),
  ];
}

function makeCommon(field: Field, asText: boolean): Record<string, unknown> {
  const value = asText && field.kind === 'person' ? nameOf(field.options, field.value) : field.value;
  return {
    id: field.id,
    label: field.label,
    ...(field.required ? { isRequired: true, errorMessage: `Please answer: ${field.label}` } : {}),
    ...(value ? { value } : {}),
  };
}

/** What was chosen from a list reads as a name in a text field. */
function nameOf(options: Option[], value: string | undefined): string | undefined {
  return options.find((option) => option.value === value)?.label ?? value;
}

function makeInput(field: Field, asText: boolean): Element {
  switch (field.kind) {
    case 'text':
      return { type: 'Input.Text', maxLength: field.maxLength };
    case 'longText':
      return { type: 'Input.Text', isMultiline: true, maxLength: field.maxLength };
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        style: field.style === 'list' ? 'expanded' : 'compact',
        wrap: true,
        ...(field.style === 'menu' ? { placeholder: 'Choose' } : {}),
        choices: makeChoices(field.options),
      };
    case 'person':
      if (asText) return { type: 'Input.Text', maxLength: LONGEST_NAME };
      return {
        type: 'Input.ChoiceSet',
        // A filtered list shows a choice made before by its identifier and without its label; a menu shows the name.
        style: field.value ? 'compact' : 'filtered',
        wrap: true,
        placeholder: field.value ? 'Choose' : 'Type a name',
        choices: makeChoices(field.options),
      };
    case 'date':
      return { type: 'Input.Date' };
    case 'time':
      return { type: 'Input.Time' };
  }
}

const makeChoices = (options: Option[]): { title: string; value: string }[] =>
  options.map(({ label, value }) => ({ title: label, value: value || EMPTY_CHOICE }));

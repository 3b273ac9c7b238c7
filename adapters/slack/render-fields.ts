import type { Field, Option } from '../../cards/model.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';
import { plain, run, type SlackBlock } from './block-kit.ts';
import { type InputPiece, listInputs } from './continuations.ts';
import { LONGEST_INPUT, MOST_RADIO_BUTTONS } from './limits.ts';
import { renderLines } from './render-blocks.ts';
import { makeMenu, makeOptions, type SlackOption } from './render-options.ts';
import { MORE_ROOM_HINT, TYPE_A_NAME_HINT, writeContinuation } from './words.ts';

/** The longest name that fits into the text field that stands for a long list of people. */
const LONGEST_NAME = 120;

/** A field as Slack shows it, and the fields in which a long text goes on, which stand at the end of the form. */
export interface RenderedField {
  blocks: SlackBlock[];
  further: SlackBlock[];
}

/**
 * Renders one field: its error, its input with label and hint.
 * @param peopleAsText shows a choice of people as a text field, see `renderForm`
 */
export function renderField(field: Field, peopleAsText: boolean): RenderedField {
  const error = field.error
    ? renderLines([[run(`⚠️ ${writeLead(field.label)}`, { bold: true }), run(field.error)]])
    : [];
  switch (field.kind) {
    case 'text':
    case 'longText': {
      const [first, ...others] = listInputs(field);
      const hint = joinHints(field.hint, others.length > 0 ? MORE_ROOM_HINT : undefined);
      return {
        blocks: [...error, makeInput(field, makeTextInput(field, first), hint)],
        further: others.map((piece) => makeFurtherInput(field, piece)),
      };
    }
    case 'person': {
      const menu = peopleAsText ? null : makePeopleMenu(field.options, field.value);
      if (menu) return { blocks: [...error, makeInput(field, menu, field.hint)], further: [] };
      return {
        blocks: [...error, makeInput(field, makeNameInput(field), joinHints(field.hint, TYPE_A_NAME_HINT))],
        further: [],
      };
    }
    default:
      return { blocks: [...error, ...renderChoiceOrMoment(field)], further: [] };
  }
}

function renderChoiceOrMoment(field: Extract<Field, { kind: 'choice' | 'date' | 'time' }>): SlackBlock[] {
  switch (field.kind) {
    case 'date':
      return [
        makeInput(
          field,
          {
            type: 'datepicker',
            ...(/^\d{4}-\d\d-\d\d$/.test(field.value ?? '') ? { initial_date: field.value } : {}),
          },
          field.hint,
        ),
      ];
    case 'time':
      return [
        makeInput(
          field,
          { type: 'timepicker', ...(/^\d\d:\d\d$/.test(field.value ?? '') ? { initial_time: field.value } : {}) },
          field.hint,
        ),
      ];
    case 'choice': {
      const options = makeOptions(field.options);
      if (options) return [makeInput(field, makeChoice(options, field), field.hint)];
      // Labels longer than Slack's options hold are written out above and chosen by their number.
      const numbered = field.options.map(({ value }, index) => ({ value, label: `${index + 1}` }));
      const lines = field.options.map(({ label }, index) => [run(`${index + 1}. ${label}`)]);
      return [
        ...renderLines([[run(field.label, { bold: true })], ...lines]),
        makeInput(field, makeChoice(makeOptions(numbered) ?? [], field), field.hint),
      ];
    }
  }
}

function makeInput(field: Field, element: SlackBlock, hint: string | undefined): SlackBlock {
  return {
    type: 'input',
    block_id: field.id,
    label: plain(field.label),
    optional: !field.required,
    element: { ...element, action_id: field.id },
    ...(hint ? { hint: plain(hint) } : {}),
  };
}

function makeTextInput(field: Extract<Field, { kind: 'text' | 'longText' }>, { value }: InputPiece): SlackBlock {
  return {
    type: 'plain_text_input',
    multiline: field.kind === 'longText',
    max_length: Math.min(field.maxLength, LONGEST_INPUT),
    ...(value ? { initial_value: value } : {}),
  };
}

function makeFurtherInput(field: Field, { blockId, value, number }: InputPiece): SlackBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plain(writeContinuation(field.label, number)),
    optional: true,
    element: {
      type: 'plain_text_input',
      action_id: blockId,
      multiline: true,
      max_length: LONGEST_INPUT,
      ...(value ? { initial_value: value } : {}),
    },
  };
}

function makeChoice(options: SlackOption[], field: Extract<Field, { kind: 'choice' }>): SlackBlock {
  const chosen = initialOption(options, indexOf(field.options, field.value));
  if (field.style === 'list' && options.length <= MOST_RADIO_BUTTONS)
    return { type: 'radio_buttons', options, ...chosen };
  const menu = makeMenu(options);
  if (!menu) throw new PlatformLimit('Slack', `a choice of ${options.length}`);
  return { type: 'static_select', placeholder: plain('Choose'), ...menu, ...chosen };
}

/** A menu of people is searched by typing. Null where the list cannot be shown as one: no people, too many, too long a line. */
function makePeopleMenu(people: Option[], value: string | undefined): SlackBlock | null {
  const options = makeOptions(people);
  const menu = options && options.length > 0 ? makeMenu(options) : null;
  if (!options || !menu) return null;
  const chosen = initialOption(options, indexOf(people, value));
  // A name that was typed where the list could not be shown must not be lost when it can be shown again.
  if (value && !('initial_option' in chosen)) return null;
  return { type: 'static_select', placeholder: plain('Type a name'), ...menu, ...chosen };
}

/** What was chosen from a list reads as a name in a text field. */
function makeNameInput(field: Extract<Field, { kind: 'person' }>): SlackBlock {
  const value = field.options[indexOf(field.options, field.value)]?.label ?? field.value;
  return {
    type: 'plain_text_input',
    max_length: LONGEST_NAME,
    ...(value ? { initial_value: value.slice(0, LONGEST_INPUT) } : {}),
  };
}

/** A label in front of a sentence; a question has its sign already. */
const writeLead = (label: string): string => (label.endsWith('?') ? `${label} ` : `${label}: `);

const indexOf = (options: Option[], value: string | undefined): number =>
  value === undefined ? -1 : options.findIndex((option) => option.value === value);

function initialOption(options: SlackOption[], index: number): { initial_option?: SlackOption } {
  const option = options[index];
  return option ? { initial_option: option } : {};
}

const joinHints = (...hints: (string | undefined)[]): string | undefined =>
  hints.filter((hint) => hint !== undefined).join(' ') || undefined;

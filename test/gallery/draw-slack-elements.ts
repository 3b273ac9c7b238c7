import { type Drawn, draw, FRAME, type Piece } from './drawn.ts';
import {
  asChoices,
  asJson,
  asList,
  asOptionalText,
  asText,
  isSame,
  type Json,
  requireKnown,
  UnknownElement,
} from './json.ts';
import { decodeEntities, readMrkdwn, replaceEmoji } from './slack-mrkdwn.ts';

/** Draws a text object: plain text or mrkdwn. */
export function drawSlackText(node: Json): Piece[] {
  requireKnown(node, 'a text object', ['type', 'text', 'emoji', 'verbatim']);
  const text = asText(node.text, 'a text object');
  if (node.type === 'mrkdwn') return readMrkdwn(text);
  if (node.type !== 'plain_text') throw new UnknownElement(`the Slack text ${String(node.type)}`);
  const decoded = decodeEntities(text);
  return [node.emoji === false ? decoded : replaceEmoji(decoded)];
}

/** Draws the text object of a property. */
export const drawSlackTextBlock = (value: unknown): Piece[] => drawSlackText(asJson(value, 'a text object'));

const textOf = (value: unknown): string => drawSlackTextBlock(value).join('');

const INPUT_NAMES = ['type', 'action_id', 'placeholder', 'focus_on_load', 'confirm', 'dispatch_action_config'];

/** Draws a button, a menu, a field. */
export function drawSlackElement(element: Json): Drawn {
  const known = (...names: string[]): void =>
    requireKnown(element, `a ${String(element.type)}`, [...INPUT_NAMES, ...names]);
  const placeholder = element.placeholder === undefined ? undefined : textOf(element.placeholder);
  switch (element.type) {
    case 'button':
      known('text', 'value', 'style', 'url', 'accessibility_label');
      return draw(
        'button',
        { type: 'button', class: asOptionalText(element.style, 'a style') },
        drawSlackTextBlock(element.text),
      );
    case 'plain_text_input': {
      known('initial_value', 'multiline', 'min_length', 'max_length');
      const value = asOptionalText(element.initial_value, 'a value');
      return element.multiline === true
        ? draw('textarea', { rows: '4', placeholder }, value)
        : draw('input', { type: 'text', placeholder, value });
    }
    case 'datepicker':
      known('initial_date');
      return draw('input', { type: 'date', value: asOptionalText(element.initial_date, 'a date') });
    case 'timepicker':
      known('initial_time', 'timezone');
      return draw('input', { type: 'time', value: asOptionalText(element.initial_time, 'a time') });
    case 'radio_buttons':
    case 'checkboxes':
      known('options', 'initial_option', 'initial_options');
      return drawGroup(element);
    case 'static_select':
      known('options', 'option_groups', 'initial_option');
      return drawSelect(element, placeholder ?? 'Select an option');
    case 'external_select': {
      known('initial_option', 'min_query_length');
      const chosen =
        element.initial_option === undefined ? undefined : textOf(asJson(element.initial_option, 'an option').text);
      return draw('input', { type: 'search', placeholder, value: chosen });
    }
    case 'overflow':
      known('options');
      return draw(
        'div',
        { class: 'overflow' },
        asList(element.options, 'options').map((option) => draw('div', {}, textOf(option.text))),
      );
    default:
      throw new UnknownElement(`the Slack element ${String(element.type)}`);
  }
}

function drawSelect(element: Json, placeholder: string): Drawn {
  const option = (node: Json): Drawn => {
    requireKnown(node, 'an option', ['text', 'value', 'description']);
    const description = node.description === undefined ? '' : ` · ${textOf(node.description)}`;
    return draw('option', { selected: isSame(node, element.initial_option) }, textOf(node.text) + description);
  };
  const groups = asList(element.option_groups, 'option groups').map((group) =>
    draw('optgroup', { label: textOf(group.label) }, asChoices(group.options, 'options').map(option)),
  );
  return draw(
    'select',
    {},
    element.initial_option === undefined ? draw('option', {}, placeholder) : null,
    element.option_groups === undefined ? asChoices(element.options, 'options').map(option) : groups,
  );
}

function drawGroup(element: Json): Drawn {
  const chosen = [...asList(element.initial_options, 'options'), element.initial_option];
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  return draw(
    'div',
    { class: 'group' },
    asChoices(element.options, 'options').map((option) => {
      requireKnown(option, 'an option', ['text', 'value', 'description']);
      return draw(
        'label',
        {},
        draw('input', {
          type,
          name: asText(element.action_id, 'an action id'),
          checked: chosen.some((one) => isSame(one, option)),
          ...FRAME,
        }),
        draw(
          'span',
          {},
          drawSlackTextBlock(option.text),
          option.description === undefined
            ? null
            : draw('div', { class: 'hint' }, drawSlackTextBlock(option.description)),
        ),
      );
    }),
  );
}

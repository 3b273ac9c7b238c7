import { type Drawn, draw, FRAME } from './drawn.ts';
import { readCardHtml } from './google-chat-text.ts';
import { asChoices, asJson, asList, asOptionalText, asText, type Json, requireKnown, UnknownElement } from './json.ts';

/** Draws one widget of a card. */
export function drawGoogleChatWidget(widget: Json): Drawn {
  const { horizontalAlignment: _alignment, id: _id, visibility: _visibility, ...rest } = widget;
  const [name, ...others] = Object.keys(rest);
  if (name === undefined || others.length > 0) throw new UnknownElement(`a widget of ${Object.keys(rest).join(', ')}`);
  const node = asJson(rest[name], name);
  switch (name) {
    case 'textParagraph':
      requireKnown(node, name, ['text']);
      return draw('p', { class: 'paragraph' }, readCardHtml(asText(node.text, name)));
    case 'decoratedText':
      return drawDecoratedText(node);
    case 'buttonList':
      requireKnown(node, name, ['buttons']);
      return draw(
        'div',
        { class: 'buttons' },
        asList(node.buttons, name).map((button) => drawGoogleChatButton(button, '')),
      );
    case 'image':
      requireKnown(node, name, ['imageUrl', 'altText']);
      return draw('div', { class: 'picture' }, asText(node.altText, name));
    case 'textInput':
      return drawTextInput(node);
    case 'selectionInput':
      return drawSelection(node);
    case 'dateTimePicker':
      return drawPicker(node);
    case 'divider':
      return draw('hr', {});
    case 'columns':
      requireKnown(node, name, ['columnItems']);
      return draw(
        'div',
        { class: 'columns' },
        asList(node.columnItems, name).map((column) => {
          requireKnown(column, 'a column', [
            'widgets',
            'horizontalSizeStyle',
            'horizontalAlignment',
            'verticalAlignment',
          ]);
          return draw('div', {}, asList(column.widgets, 'widgets').map(drawGoogleChatWidget));
        }),
      );
    default:
      throw new UnknownElement(`the widget ${name}`);
  }
}

/** Draws a button; `style` is how it looks where it says nothing itself. */
export function drawGoogleChatButton(button: Json, style: string): Drawn {
  requireKnown(button, 'a button', ['text', 'onClick', 'type', 'color', 'disabled', 'altText', 'icon']);
  const look = asOptionalText(button.type, 'a button’s type')?.toLowerCase().replace('_', '-') ?? style;
  const classes = [look, button.color === undefined ? '' : 'coloured'].join(' ').trim();
  return draw(
    'button',
    { type: 'button', class: classes, style: colourOf(button), disabled: button.disabled === true },
    button.icon === undefined ? null : drawIcon(asJson(button.icon, 'an icon')),
    asText(button.text, 'a button'),
  );
}

function colourOf({ color }: Json): string | undefined {
  if (color === undefined) return undefined;
  const { red = 0, green = 0, blue = 0 } = asJson(color, 'a colour');
  const part = (value: unknown): number => Math.round(Number(value) * 255);
  return `--button:rgb(${part(red)} ${part(green)} ${part(blue)})`;
}

function drawIcon(icon: Json): Drawn {
  requireKnown(icon, 'an icon', ['knownIcon', 'materialIcon', 'altText']);
  const name = icon.knownIcon ?? asJson(icon.materialIcon, 'an icon').name;
  return draw('span', { class: 'icon', ...FRAME, title: String(name) }, ICONS[String(name).toLowerCase()] ?? '●');
}

const ICONS: Record<string, string> = {
  warning: '⚠',
  error: '⛔',
  info: 'ℹ',
  check_circle: '✓',
  format_quote: '“',
  phone: '☎',
};

function drawDecoratedText(node: Json): Drawn {
  const names = ['topLabel', 'text', 'wrapText', 'bottomLabel', 'button', 'startIcon', 'startIconVerticalAlignment'];
  requireKnown(node, 'decoratedText', names);
  const label = (value: unknown, style: string): Drawn | null =>
    value === undefined ? null : draw('div', { class: style }, asText(value, style));
  return draw(
    'div',
    { class: `decorated${node.wrapText === true ? '' : ' one-line'}` },
    node.startIcon === undefined ? null : drawIcon(asJson(node.startIcon, 'an icon')),
    draw(
      'div',
      { class: 'decorated-words' },
      label(node.topLabel, 'top-label'),
      draw('div', { class: 'decorated-text' }, readCardHtml(asText(node.text, 'decoratedText'))),
      label(node.bottomLabel, 'bottom-label'),
    ),
    node.button === undefined ? null : drawGoogleChatButton(asJson(node.button, 'a button'), ''),
  );
}

function drawTextInput(node: Json): Drawn {
  requireKnown(node, 'textInput', ['name', 'label', 'hintText', 'type', 'value', 'validation', 'placeholderText']);
  const value = asOptionalText(node.value, 'a value');
  const placeholder = asOptionalText(node.placeholderText, 'a placeholder');
  return drawField(
    'label',
    node,
    node.type === 'MULTIPLE_LINE'
      ? draw('textarea', { rows: '4', placeholder }, value)
      : draw('input', { type: 'text', placeholder, value }),
  );
}

function drawField(tag: string, node: Json, control: Drawn): Drawn {
  const hint = asOptionalText(node.hintText, 'a hint');
  return draw(
    tag,
    { class: 'field' },
    node.label === undefined
      ? null
      : draw(tag === 'fieldset' ? 'legend' : 'div', { class: 'field-label' }, asText(node.label, 'a label')),
    control,
    hint === undefined ? null : draw('div', { class: 'hint' }, hint),
  );
}

const GROUP_TYPES: Record<string, string> = { RADIO_BUTTON: 'radio', CHECK_BOX: 'checkbox', SWITCH: 'checkbox' };

function drawSelection(node: Json): Drawn {
  requireKnown(node, 'selectionInput', [
    'name',
    'label',
    'hintText',
    'type',
    'items',
    'multiSelectMaxSelectedItems',
    'multiSelectMinQueryLength',
    'externalDataSource',
  ]);
  const items = asChoices(node.items, 'items');
  for (const item of items) requireKnown(item, 'an item', ['text', 'value', 'selected', 'bottomText']);
  if (node.type === 'DROPDOWN' || node.type === 'MULTI_SELECT') {
    const none = items.some(({ selected }) => selected === true) ? null : draw('option', FRAME, 'Select');
    const options = items.map((item) =>
      draw('option', { selected: item.selected === true }, [item.text, item.bottomText].filter(Boolean).join(' · ')),
    );
    return drawField('label', node, draw('select', {}, none, options));
  }
  const type = GROUP_TYPES[String(node.type)];
  if (!type) throw new UnknownElement(`the selection ${String(node.type)}`);
  const choices = items.map((item) =>
    draw(
      'label',
      {},
      draw('input', { type, name: asText(node.name, 'a name'), checked: item.selected === true, ...FRAME }),
      draw(
        'span',
        {},
        asText(item.text, 'an item'),
        item.bottomText === undefined ? null : draw('div', { class: 'hint' }, asText(item.bottomText, 'an item')),
      ),
    ),
  );
  return drawField('fieldset', node, draw('div', { class: 'group' }, choices));
}

function drawPicker(node: Json): Drawn {
  requireKnown(node, 'dateTimePicker', ['name', 'label', 'type', 'valueMsEpoch', 'timezoneOffsetDate']);
  const value = node.valueMsEpoch === undefined ? undefined : new Date(Number(node.valueMsEpoch)).toISOString();
  const isTime = node.type === 'TIME_ONLY';
  if (!isTime && node.type !== 'DATE_ONLY') throw new UnknownElement(`the picker ${String(node.type)}`);
  return drawField(
    'label',
    node,
    draw('input', { type: isTime ? 'time' : 'date', value: isTime ? value?.slice(11, 16) : value?.slice(0, 10) }),
  );
}

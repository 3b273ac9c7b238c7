import { drawDiscordSelect } from './draw-discord.ts';
import { type Drawn, draw, FRAME } from './drawn.ts';
import { asChoices, asJson, asOptionalText, asText, type Json, requireKnown, UnknownElement } from './json.ts';

const GROUPS: Record<string, string> = { 21: 'radio', 22: 'checkbox' };

/** Draws a label of a modal with the field it is for. */
export function drawDiscordField(label: Json): Drawn {
  requireKnown(label, 'a label', ['type', 'id', 'label', 'description', 'component']);
  const component = asJson(label.component, 'a label’s component');
  const isGroup = String(component.type) in GROUPS;
  const description = asOptionalText(label.description, 'a description');
  return draw(
    isGroup ? 'fieldset' : 'label',
    { class: 'field' },
    draw(
      isGroup ? 'legend' : 'div',
      { class: 'field-label' },
      asText(label.label, 'a label'),
      component.required === false ? null : draw('span', { class: 'required', ...FRAME }, ' *'),
    ),
    description === undefined ? null : draw('div', { class: 'hint' }, description),
    isGroup ? drawGroup(component) : drawControl(component),
  );
}

function drawControl(component: Json): Drawn {
  if (component.type === 3) {
    requireKnown(component, 'a select', [
      'type',
      'id',
      'custom_id',
      'options',
      'placeholder',
      'min_values',
      'max_values',
      'required',
    ]);
    return drawDiscordSelect(component);
  }
  if (component.type !== 4) throw new UnknownElement(`the Discord field ${String(component.type)}`);
  const names = ['type', 'id', 'custom_id', 'style', 'value', 'placeholder', 'required', 'min_length', 'max_length'];
  requireKnown(component, 'a text input', names);
  const value = asOptionalText(component.value, 'a value');
  const placeholder = asOptionalText(component.placeholder, 'a placeholder');
  return component.style === 2
    ? draw('textarea', { rows: '4', placeholder }, value)
    : draw('input', { type: 'text', placeholder, value });
}

function drawGroup(component: Json): Drawn {
  requireKnown(component, 'a group', ['type', 'id', 'custom_id', 'options', 'required', 'min_values', 'max_values']);
  return draw(
    'div',
    { class: 'group' },
    asChoices(component.options, 'options').map((option) => {
      requireKnown(option, 'an option', ['label', 'value', 'description', 'default']);
      const description = asOptionalText(option.description, 'a description');
      return draw(
        'label',
        {},
        draw('input', {
          type: GROUPS[String(component.type)],
          name: asText(component.custom_id, 'a custom id'),
          checked: option.default === true,
          ...FRAME,
        }),
        draw(
          'span',
          {},
          asText(option.label, 'an option'),
          description === undefined ? null : draw('div', { class: 'hint' }, description),
        ),
      );
    }),
  );
}

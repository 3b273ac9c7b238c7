import { readDiscordMarkdown } from './discord-markdown.ts';
import { drawDiscordField } from './draw-discord-fields.ts';
import { type Drawn, draw, FRAME } from './drawn.ts';
import { asChoices, asJson, asList, asOptionalText, asText, type Json, requireKnown, UnknownElement } from './json.ts';

const MODAL = 9;
const SUPPRESS_AND_V2 = 1 << 15;

/** Draws what Discord shows for a message, an answer to an interaction or a modal. Throws on what it does not know. */
export function drawDiscord(payload: unknown): Drawn {
  const json = asJson(payload, 'a Discord payload');
  const isAnswer = typeof json.type === 'number' && !('components' in json);
  if (!isAnswer) return drawMessage(json);
  requireKnown(json, 'an interaction’s answer', ['type', 'data']);
  const data = asJson(json.data, 'an answer’s data');
  return json.type === MODAL ? drawModal(data) : drawMessage(data);
}

function drawMessage(message: Json): Drawn {
  requireKnown(message, 'a Discord message', [
    'content',
    'components',
    'flags',
    'allowed_mentions',
    'nonce',
    'enforce_nonce',
    'tts',
  ]);
  const isV2 = (Number(message.flags ?? 0) & SUPPRESS_AND_V2) !== 0;
  const content = asOptionalText(message.content, 'a message’s content');
  if (isV2 && content) throw new UnknownElement('content beside components, which Discord refuses');
  return draw(
    'div',
    { class: 'discord-message' },
    content === undefined ? null : draw('div', { class: 'content' }, readDiscordMarkdown(content)),
    asList(message.components, 'components').map(drawComponent),
  );
}

function drawModal(data: Json): Drawn {
  requireKnown(data, 'a modal', ['custom_id', 'title', 'components']);
  return draw(
    'div',
    { class: 'discord-modal' },
    draw('div', { class: 'modal-head' }, draw('h3', {}, asText(data.title, 'a title'))),
    draw(
      'div',
      { class: 'modal-body' },
      asList(data.components, 'components').map((component) =>
        component.type === 18 ? drawDiscordField(component) : drawComponent(component),
      ),
    ),
    draw(
      'div',
      { class: 'modal-foot', ...FRAME },
      draw('button', { type: 'button' }, 'Cancel'),
      draw('button', { type: 'button', class: 'primary' }, 'Submit'),
    ),
  );
}

function drawComponent(component: Json): Drawn {
  const known = (...names: string[]): void =>
    requireKnown(component, `component ${String(component.type)}`, ['type', 'id', ...names]);
  const children = (): Drawn[] => asList(component.components, 'components').map(drawComponent);
  switch (component.type) {
    case 1:
      known('components');
      return draw('div', { class: 'row' }, children());
    case 2:
      return drawButton(component);
    case 3:
      known('custom_id', 'options', 'placeholder', 'min_values', 'max_values', 'disabled', 'required');
      return drawDiscordSelect(component);
    case 9:
      known('components', 'accessory');
      return draw(
        'div',
        { class: 'section' },
        draw('div', { class: 'section-words' }, children()),
        drawComponent(asJson(component.accessory, 'an accessory')),
      );
    case 10:
      known('content');
      return draw('div', { class: 'text' }, readDiscordMarkdown(asText(component.content, 'a text')));
    case 12:
      known('items');
      return draw('div', {}, asList(component.items, 'items').map(drawPicture));
    case 14:
      known('divider', 'spacing');
      return component.divider === false ? draw('div', { class: 'gap' }) : draw('hr', {});
    case 17: {
      known('components', 'accent_color', 'spoiler');
      const colour =
        typeof component.accent_color === 'number'
          ? `--accent:#${component.accent_color.toString(16).padStart(6, '0')}`
          : undefined;
      return draw('div', { class: 'container', style: colour }, children());
    }
    default:
      throw new UnknownElement(`the Discord component ${String(component.type)}`);
  }
}

/** A picture is drawn by its words: what it shows is fetched from elsewhere. */
function drawPicture(item: Json): Drawn {
  requireKnown(item, 'a picture', ['media', 'description', 'spoiler']);
  return draw('div', { class: 'picture' }, asText(item.description, 'a description'));
}

const BUTTON_STYLES: Record<string, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

function drawButton(component: Json): Drawn {
  requireKnown(component, 'a button', ['type', 'id', 'custom_id', 'style', 'label', 'disabled', 'url', 'emoji']);
  const style = BUTTON_STYLES[String(component.style)];
  if (!style) throw new UnknownElement(`the button style ${String(component.style)}`);
  const emoji =
    component.emoji === undefined ? null : draw('span', FRAME, `${String(asJson(component.emoji, 'an emoji').name)} `);
  return draw(
    'button',
    { type: 'button', class: style, disabled: component.disabled === true },
    emoji,
    asText(component.label, 'a button'),
  );
}

/** Draws a menu. */
export function drawDiscordSelect(component: Json): Drawn {
  const options = asChoices(component.options, 'options');
  for (const option of options)
    requireKnown(option, 'an option', ['label', 'value', 'description', 'default', 'emoji']);
  const placeholder = asOptionalText(component.placeholder, 'a placeholder') ?? 'Make a selection';
  return draw(
    'select',
    {},
    options.some((option) => option.default === true) ? null : draw('option', {}, placeholder),
    options.map((option) =>
      draw(
        'option',
        { selected: option.default === true },
        [option.label, option.description].filter(Boolean).join(' · '),
      ),
    ),
  );
}

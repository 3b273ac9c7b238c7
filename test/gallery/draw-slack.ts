import { drawSlackElement, drawSlackText, drawSlackTextBlock } from './draw-slack-elements.ts';
import { drawRichText } from './draw-slack-rich-text.ts';
import { type Drawn, draw, FRAME, type Piece } from './drawn.ts';
import { asJson, asList, asOptionalText, asText, type Json, requireKnown, UnknownElement } from './json.ts';

/** Draws what Slack shows for a message or a view, from the JSON that the adapter sends. Throws on what it does not know. */
export function drawSlack(payload: unknown): Drawn {
  const json = asJson(payload, 'a Slack payload');
  if (json.type === 'modal') return drawModal(json);
  if (json.type === 'home') return drawHome(json);
  return drawMessage(json);
}

const MESSAGE_NAMES = ['text', 'blocks', 'channel', 'user', 'thread_ts', 'ts', 'unfurl_links', 'unfurl_media'];
const ANSWER_NAMES = [
  'response_type',
  'replace_original',
  'delete_original',
  'mrkdwn',
  'parse',
  'link_names',
  'metadata',
];

function drawMessage(message: Json): Drawn {
  requireKnown(message, 'a Slack message', [...MESSAGE_NAMES, ...ANSWER_NAMES]);
  const notification = asOptionalText(message.text, 'a message’s text');
  const blocks = asList(message.blocks, 'blocks');
  return draw(
    'div',
    { class: 'slack-message' },
    notification === undefined
      ? null
      : draw('p', { class: 'notification' }, drawSlackText({ type: 'plain_text', text: notification })),
    blocks.map(drawBlock),
  );
}

function drawModal(view: Json): Drawn {
  const names = ['type', 'title', 'submit', 'close', 'blocks', 'callback_id', 'private_metadata', 'external_id'];
  requireKnown(view, 'a modal', [...names, 'clear_on_close', 'notify_on_close', 'submit_disabled']);
  const button = (value: unknown, style: string): Piece[] =>
    value === undefined ? [] : [draw('button', { type: 'button', class: style }, drawSlackTextBlock(value))];
  return draw(
    'div',
    { class: 'slack-modal' },
    draw('div', { class: 'modal-head' }, draw('h3', {}, drawSlackTextBlock(view.title))),
    draw('div', { class: 'modal-body' }, asList(view.blocks, 'blocks').map(drawBlock)),
    draw(
      'div',
      { class: 'modal-foot' },
      view.close === undefined && view.submit === undefined
        ? draw('button', { type: 'button', ...FRAME }, 'Close')
        : [...button(view.close, ''), ...button(view.submit, 'primary')],
    ),
  );
}

function drawHome(view: Json): Drawn {
  requireKnown(view, 'a home page', ['type', 'blocks', 'callback_id', 'private_metadata', 'external_id']);
  return draw('div', { class: 'slack-home' }, asList(view.blocks, 'blocks').map(drawBlock));
}

function drawBlock(block: Json): Drawn {
  const known = (...names: string[]): void =>
    requireKnown(block, `a ${String(block.type)} block`, ['type', 'block_id', ...names]);
  switch (block.type) {
    case 'header':
      known('text', 'level');
      return draw('h3', { class: 'header' }, drawSlackTextBlock(block.text));
    case 'section':
      known('text', 'fields', 'accessory', 'expand');
      return draw(
        'div',
        { class: 'section' },
        draw(
          'div',
          { class: 'section-words' },
          block.text === undefined ? null : draw('div', {}, drawSlackTextBlock(block.text)),
          block.fields === undefined
            ? null
            : draw(
                'div',
                { class: 'fields' },
                asList(block.fields, 'fields').map((field) => draw('div', {}, drawSlackText(field))),
              ),
        ),
        block.accessory === undefined ? null : drawSlackElement(asJson(block.accessory, 'an accessory')),
      );
    case 'image':
      known('image_url', 'alt_text', 'title');
      return draw('div', { class: 'picture' }, asText(block.alt_text, 'a description'));
    case 'divider':
      known();
      return draw('hr', {});
    case 'context':
      known('elements');
      return draw(
        'div',
        { class: 'context' },
        asList(block.elements, 'elements').map((element) => draw('div', {}, drawSlackText(element))),
      );
    case 'actions':
      known('elements');
      return draw('div', { class: 'actions' }, asList(block.elements, 'elements').map(drawSlackElement));
    case 'alert':
      known('text', 'level');
      return draw('div', { class: `alert ${String(block.level ?? 'default')}` }, drawSlackTextBlock(block.text));
    case 'input':
      known('label', 'element', 'hint', 'optional', 'dispatch_action');
      return drawInput(block);
    case 'rich_text':
      known('elements');
      return draw('div', { class: 'rich-text' }, asList(block.elements, 'elements').map(drawRichText));
    default:
      throw new UnknownElement(`the Slack block ${String(block.type)}`);
  }
}

function drawInput(block: Json): Drawn {
  const element = asJson(block.element, 'an input’s element');
  const isGroup = element.type === 'radio_buttons' || element.type === 'checkboxes';
  return draw(
    isGroup ? 'fieldset' : 'label',
    { class: 'input' },
    draw(
      isGroup ? 'legend' : 'div',
      { class: 'label' },
      drawSlackTextBlock(block.label),
      block.optional === true ? draw('span', { class: 'optional', ...FRAME }, ' (optional)') : null,
    ),
    drawSlackElement(element),
    block.hint === undefined ? null : draw('div', { class: 'hint' }, drawSlackTextBlock(block.hint)),
  );
}

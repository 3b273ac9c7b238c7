import { type Drawn, draw, type Piece, readTexts } from './drawn.ts';
import { asChoices, asJson, asList, asOptionalText, asText, type Json, requireKnown, UnknownElement } from './json.ts';

/**
 * Every text a person reads of a message or dialog on Teams. The gallery itself draws these cards with Microsoft's renderer in
 * the browser; this reads the same JSON where there is no browser. Throws on what it does not know.
 */
export function readTeams(payload: unknown): string[] {
  const json = asJson(payload, 'a Teams payload');
  if (json.task === undefined) {
    requireKnown(json, 'a Teams message', ['type', 'summary', 'locale', 'attachments']);
    const cards = asList(json.attachments, 'attachments').map((attachment) => readCard(attachment.content));
    return [asText(json.summary, 'a summary'), ...cards.flat()];
  }
  const task = asJson(json.task, 'a task');
  const value = asJson(task.value, 'a dialog');
  return [asText(value.title, 'a title'), ...readCard(asJson(value.card, 'a dialog’s card').content)];
}

function readCard(content: unknown): string[] {
  const card = asJson(content, 'a card');
  requireKnown(card, 'a card', ['type', '$schema', 'version', 'lang', 'fallbackText', 'msteams', 'body', 'actions']);
  return readTexts(draw('div', {}, drawAll(card.body), drawAll(card.actions)));
}

const drawAll = (value: unknown): Drawn[] => asList(value, 'elements').map(drawElement);

const LAYOUT = [
  'type',
  'id',
  'spacing',
  'separator',
  'isVisible',
  'style',
  'size',
  'weight',
  'wrap',
  'width',
  'height',
];
const INPUT = ['type', 'id', 'label', 'isRequired', 'errorMessage', 'value', 'placeholder', 'spacing'];

function drawElement(element: Json): Drawn {
  const where = String(element.type);
  const known = (...names: string[]): void => requireKnown(element, where, [...LAYOUT, ...names]);
  switch (where) {
    case 'TextBlock':
      known('text');
      return draw('p', {}, unescapeMarkdown(asText(element.text, where)));
    case 'RichTextBlock':
      known('inlines');
      return draw('p', {}, asList(element.inlines, where).map(readRun));
    case 'Image':
      known('url', 'altText', 'size');
      return draw('p', {}, asText(element.altText, where));
    case 'Container':
    case 'Column':
      known('items', 'verticalContentAlignment');
      return draw('div', {}, drawAll(element.items));
    case 'ColumnSet':
      known('columns');
      return draw('div', {}, drawAll(element.columns));
    case 'ActionSet':
      known('actions');
      return draw('div', {}, drawAll(element.actions));
    case 'Action.Execute':
    case 'Action.Submit':
    case 'Action.ToggleVisibility':
    case 'Action.OpenUrl':
      known('title', 'data', 'verb', 'targetElements', 'associatedInputs', 'url');
      return draw('div', {}, asText(element.title, where));
    default:
      return drawInput(element, where);
  }
}

/** A text run has no markup: what it says is what is seen. */
function readRun(run: Json): Piece {
  requireKnown(run, 'a text run', ['type', 'text', 'weight', 'isSubtle', 'size', 'underline', 'selectAction']);
  return asText(run.text, 'a text run');
}

function drawInput(element: Json, where: string): Drawn {
  const value = asOptionalText(element.value, 'a value');
  const placeholder = asOptionalText(element.placeholder, 'a placeholder');
  const label = draw('p', {}, asText(element.label, 'a label'));
  const message = draw('p', {}, asOptionalText(element.errorMessage, 'an error message'));
  switch (where) {
    case 'Input.Text':
      requireKnown(element, where, [...INPUT, 'isMultiline', 'maxLength']);
      return draw('div', {}, label, message, draw('textarea', { placeholder }, value));
    case 'Input.Date':
    case 'Input.Time':
      requireKnown(element, where, INPUT);
      return draw('div', {}, label, message, draw('input', { value }));
    case 'Input.ChoiceSet': {
      requireKnown(element, where, [...INPUT, 'choices', 'style', 'wrap']);
      const choices = asChoices(element.choices, where);
      const titles = choices.map((choice) => draw('option', {}, asText(choice.title, 'a choice')));
      const chosen = choices.find((choice) => choice.value === value);
      if (value !== undefined && !chosen) throw new UnknownElement(`a chosen value of ${where} that is no choice`);
      return draw('div', {}, label, message, draw('select', { placeholder }, titles));
    }
    default:
      throw new UnknownElement(`the Teams element ${where}`);
  }
}

/** What a heading shows once Teams has read its markup; unescaped markup would be gone. */
function unescapeMarkdown(text: string): string {
  return text
    .replace(/(?<!\\)(\*\*|\*|_)(\S(?:.*?\S)?)(?<!\\)\1/g, '$2')
    .replace(/(?<!\\)\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\(?=[^\p{L}\p{N}\s])/gu, '');
}

import type { Action, Block, Entry, Fact, Tone } from '../../cards/model.ts';
import {
  type LinkRun,
  paragraph,
  plain,
  type RichElement,
  type RichTextBlock,
  richText,
  run,
  type SlackBlock,
  type TextRun,
} from './block-kit.ts';
import { makeButton } from './buttons.ts';
import { cutText } from './cut-text.ts';
import { LONGEST_HEADER, LONGEST_TEXT, requireAltText, requireButtonRow } from './limits.ts';

/** The sign in front of a notice. Slack has no coloured boxes in messages; the words say the same as the sign. */
const NOTICE_SIGNS: Record<Tone, string> = { neutral: '', info: 'ℹ️ ', good: '✅ ', warning: '⚠️ ', danger: '❗ ' };

type Run = TextRun | LinkRun;

/** Renders one block of a card's or form's body. */
export function renderBlock(block: Block): SlackBlock[] {
  switch (block.kind) {
    case 'text':
      return renderText(block);
    case 'notice':
      return renderLines([
        ...(block.title ? [[run(`${NOTICE_SIGNS[block.tone]}${block.title}`, { bold: true })]] : []),
        ...cutText(block.text, LONGEST_TEXT).map((text, index) => [
          run(index === 0 && !block.title ? `${NOTICE_SIGNS[block.tone]}${text}` : text),
        ]),
      ]);
    case 'facts':
      return renderLines(block.items.flatMap(renderFact));
    case 'list':
      return renderList(block.items, block.ordered ?? false);
    case 'entries':
      return block.items.map(renderEntry);
    case 'buttons':
      return renderActions(block.actions);
    case 'image':
      requireAltText(block.alt);
      return [{ type: 'image', image_url: block.url, alt_text: block.alt }];
    case 'section':
      return [{ type: 'divider' }, ...renderHeading(block.title), ...block.blocks.flatMap(renderBlock)];
  }
}

/** A heading, which assistive technology announces as one. */
export function renderHeading(text: string): SlackBlock[] {
  return text.length <= LONGEST_HEADER
    ? [{ type: 'header', text: plain(text) }]
    : renderLines(cutText(text, LONGEST_TEXT).map((piece) => [run(piece, { bold: true })]));
}

/** Small grey text: a line above a title, or a remark. */
export function renderSubtle(text: string): SlackBlock[] {
  return cutText(text, LONGEST_TEXT).map((piece) => ({ type: 'context', elements: [plain(piece)] }));
}

/** Lines of formatted text, in as few blocks as Slack's limit for one allows. */
export function renderLines(lines: Run[][]): RichTextBlock[] {
  const blocks: Run[][] = [];
  let length = 0;
  for (const line of lines) {
    const size = line.reduce((sum, { text }) => sum + text.length, 1);
    const current = blocks.at(-1);
    if (current && length + size <= LONGEST_TEXT) {
      current.push(run('\n'), ...line);
      length += size;
    } else {
      blocks.push([...line]);
      length = size;
    }
  }
  return blocks.map((elements) => richText(paragraph(...elements)));
}

function renderText({ text, style }: Extract<Block, { kind: 'text' }>): SlackBlock[] {
  if (text.trim() === '') return [];
  switch (style) {
    case 'heading':
      return renderHeading(text);
    case 'subtle':
      return renderSubtle(text);
    case 'quote':
      return cutText(text, LONGEST_TEXT).map((piece) => richText({ type: 'rich_text_quote', elements: [run(piece)] }));
    default:
      return cutText(text, LONGEST_TEXT).map((piece) =>
        richText(paragraph(run(piece, style === 'strong' ? { bold: true } : undefined))),
      );
  }
}

function renderFact({ label, value, url }: Fact): Run[][] {
  if (url) return [[run(`${label}: `, { bold: true }), { type: 'link', url, text: value }]];
  const [first, ...others] = cutText(value, LONGEST_TEXT - label.length - 2);
  const name = run(`${label}: `, { bold: true });
  return [first === undefined ? [name] : [name, run(first)], ...others.map((piece) => [run(piece)])];
}

/** A list is cut between its items; a numbered one goes on counting. */
function renderList(items: string[], ordered: boolean): RichTextBlock[] {
  const lists: string[][] = [];
  let length = 0;
  for (const item of items.filter((text) => text !== '')) {
    const current = lists.at(-1);
    if (current && length + item.length <= LONGEST_TEXT) current.push(item);
    else {
      lists.push([item]);
      length = 0;
    }
    length += item.length;
  }
  let offset = 0;
  return lists.map((list) => {
    const element: RichElement = {
      type: 'rich_text_list',
      style: ordered ? 'ordered' : 'bullet',
      ...(ordered && offset > 0 ? { offset } : {}),
      elements: list.map((item) => ({ type: 'rich_text_section', elements: [run(item)] })),
    };
    offset += list.length;
    return richText(element);
  });
}

/** Words in which Slack's markup finds nothing to read. */
const HAS_NO_MARKUP = /^[^*_~`<>&]*$/;

function renderEntry({ title, text, action }: Entry): SlackBlock {
  const lines = [title, text].filter((line) => line !== '').join('\n');
  // Beside a button only a text with markup can be bold, so whatever might hold some of its own stays plain.
  const bold = title !== '' && HAS_NO_MARKUP.test(lines) && !title.includes('\n');
  return {
    type: 'section',
    text: bold ? { type: 'mrkdwn', text: lines.replace(title, () => `*${title}*`), verbatim: true } : plain(lines),
    ...(action ? { accessory: makeButton(action, 0) } : {}),
  };
}

/** A row of buttons; none where there is nothing to press. */
export function renderActions(actions: Action[]): SlackBlock[] {
  requireButtonRow(actions.length);
  return actions.length === 0 ? [] : [{ type: 'actions', elements: actions.map(makeButton) }];
}

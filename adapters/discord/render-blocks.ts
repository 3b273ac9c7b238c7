import type { Action, Block, Entry, Fact, Tone } from '../../cards/model.ts';
import type { Component } from './components.ts';
import { escapeMarkdown, makeBold, makeHeading, makeQuote, makeSubtle } from './markdown.ts';
import type { Piece } from './pieces.ts';

/** The coloured edge of a box. */
const COLOURS: Record<Tone, number> = {
  neutral: 0x6b7280,
  info: 0x2563eb,
  good: 0x15803d,
  warning: 0xb45309,
  danger: 0xb91c1c,
};

/** Renders one block of a card's body. */
export function renderBlock(block: Block, makeButton: (action: Action) => Component): Piece[] {
  const text = (content: string): Piece => ({ kind: 'text', text: content });
  switch (block.kind) {
    case 'text':
      return [renderText(block)];
    case 'notice':
      return [makeBox(block.tone, block.text, block.title)];
    case 'facts':
      return [text(block.items.map(writeFact).join('\n'))];
    case 'list':
      return [
        text(
          block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${writeItem(item)}`).join('\n'),
        ),
      ];
    case 'entries':
      return block.items.map((entry) => renderEntry(entry, makeButton));
    case 'buttons':
      return [{ kind: 'buttons', buttons: block.actions.map(makeButton) }];
    case 'image':
      return [{ kind: 'image', url: block.url, alt: block.alt }];
    case 'section':
      return [
        text(makeHeading(escapeMarkdown(block.title), 3)),
        ...block.blocks.flatMap((inner) => renderBlock(inner, makeButton)),
      ];
  }
}

/** A box in a tone's colour. */
export function makeBox(tone: Tone, text: string, title?: string): Piece {
  const lines = [...(title ? [makeBold(escapeMarkdown(title))] : []), ...(text ? [escapeMarkdown(text)] : [])];
  return { kind: 'box', colour: COLOURS[tone], text: lines.join('\n') };
}

/** A label and what belongs to it. */
export const writeFact = ({ label, value, url }: Fact): string =>
  // In angle brackets an address is a link without a preview, and nothing in it is read as markup.
  `${makeBold(escapeMarkdown(label))}: ${url ? `<${url.replace(/[<>]/g, encodeURIComponent)}>` : escapeMarkdown(value)}`;

const writeItem = (item: string): string => escapeMarkdown(item).replace(/\n/g, '\n  ');

function renderText({ text, style }: Extract<Block, { kind: 'text' }>): Piece {
  const escaped = escapeMarkdown(text);
  if (style === 'heading') return { kind: 'text', text: makeHeading(escaped, 3) };
  if (style === 'quote') return { kind: 'text', text: escaped, mark: makeQuote };
  if (style === 'strong') return { kind: 'text', text: escaped, mark: makeBold };
  if (style === 'subtle') return { kind: 'text', text: escaped, mark: makeSubtle };
  return { kind: 'text', text: escaped };
}

function renderEntry({ title, text, action }: Entry, makeButton: (action: Action) => Component): Piece {
  const lines = [makeBold(escapeMarkdown(title)), escapeMarkdown(text)].filter(Boolean).join('\n');
  return action ? { kind: 'entry', text: lines, button: makeButton(action) } : { kind: 'text', text: lines };
}

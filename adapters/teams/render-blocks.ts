import type { Action, Block, Entry, Tone } from '../../cards/model.ts';
import { type Element, makeHeading, makeTexts } from './adaptive-card.ts';

/**
 * The container behind a notice. Its text stays in the default colour: coloured text misses a contrast of 4.5 to 1 in
 * Teams' light theme, dark theme or both.
 */
const NOTICE_STYLES: Record<Tone, string> = {
  neutral: 'emphasis',
  info: 'accent',
  good: 'good',
  warning: 'warning',
  danger: 'attention',
};

const BUTTONS_IN_ROW = 4;

/**
 * Renders one block of a card's body.
 * @param renderAction renders a button for the surface the card is shown on
 */
export function renderBlock(block: Block, renderAction: (action: Action) => Element): Element[] {
  switch (block.kind) {
    case 'text':
      return renderText(block);
    case 'notice':
      return [
        makeNotice(
          block.tone,
          moveTogether([...(block.title ? makeTexts(block.title, { bold: true }) : []), ...makeTexts(block.text)]),
        ),
      ];
    case 'facts':
      return moveTogether(
        block.items.flatMap(({ label, value, url }) => makeTexts(value, url ? { opens: url } : {}, `${label}: `)),
      );
    case 'list':
      return moveTogether(
        block.items.flatMap((item, index) => makeTexts(`${block.ordered ? `${index + 1}.` : '•'} ${item}`)),
      );
    case 'entries':
      return block.items.map((entry) => renderEntry(entry, renderAction));
    case 'buttons':
      return renderRows(block.actions, renderAction);
    case 'image':
      return [{ type: 'Image', url: block.url, altText: block.alt, size: 'Stretch' }];
    case 'section':
      return [
        {
          type: 'Container',
          separator: true,
          spacing: 'Medium',
          items: [
            makeHeading(block.title, 'Medium'),
            ...block.blocks.flatMap((inner) => renderBlock(inner, renderAction)),
          ],
        },
      ];
  }
}

/** Buttons in rows that a telephone shows whole. */
function renderRows(actions: readonly Action[], renderAction: (action: Action) => Element): Element[] {
  const rows = Math.ceil(actions.length / BUTTONS_IN_ROW);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'ActionSet',
    spacing: 'Small',
    actions: actions.slice(row * BUTTONS_IN_ROW, (row + 1) * BUTTONS_IN_ROW).map(renderAction),
  }));
}

/** One line of a list, its button beside it. */
function renderEntry({ title, text, action }: Entry, renderAction: (action: Action) => Element): Element {
  const words = [...makeTexts(title, { bold: true }), ...makeTexts(text)];
  const button: Element[] = action ? [{ type: 'ActionSet', actions: [renderAction(action)] }] : [];
  return {
    type: 'ColumnSet',
    separator: true,
    columns: [
      { type: 'Column', width: 'stretch', items: moveTogether(words) },
      ...(action ? [{ type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: button }] : []),
    ],
  };
}

/** A box in a tone's colour. */
export function makeNotice(tone: Tone, items: Element[]): Element {
  return { type: 'Container', style: NOTICE_STYLES[tone], spacing: 'Medium', items };
}

/** Lines that belong together stand close together, which keeps long cards short. */
function moveTogether(lines: Element[]): Element[] {
  return lines.map((line, index) => (index > 0 ? { ...line, spacing: 'Small' } : line));
}

function renderText({ text, style }: Extract<Block, { kind: 'text' }>): Element[] {
  if (style === 'heading') return [makeHeading(text, 'Medium')];
  if (style === 'quote') return [{ type: 'Container', style: 'emphasis', items: makeTexts(text) }];
  return makeTexts(text, style === 'strong' ? { bold: true } : style === 'subtle' ? { subtle: true } : {});
}

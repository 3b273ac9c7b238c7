import type { Block, Entry, Fact, Tone } from '../../cards/model.ts';
import { divideText, escapeText, makeLines, makeParagraphs, type Section, type Widget } from './google-card.ts';

/** What stands beside a notice; its words say the same, so that nobody needs the picture or its colour. */
const NOTICE_ICONS: Record<Tone, { name: string; altText: string }> = {
  neutral: { name: 'info', altText: 'Note' },
  info: { name: 'info', altText: 'Note' },
  good: { name: 'check_circle', altText: 'Done' },
  warning: { name: 'warning', altText: 'Please read' },
  danger: { name: 'warning', altText: 'Important' },
};

/** Makes the button of one line of a list. */
export type MakeButton = (action: NonNullable<Entry['action']>) => Widget;

/** Renders a card's body: a section block becomes a section of its own, everything between them another. */
export function renderBlocks(blocks: Block[], makeButton: MakeButton): Section[] {
  const sections: Section[] = [];
  let open: Section | null = null;
  for (const block of blocks) {
    if (block.kind === 'section') {
      const widgets = block.blocks.flatMap((inner) => renderBlock(inner, makeButton));
      if (widgets.length > 0) sections.push({ header: escapeText(block.title), widgets });
      open = null;
      continue;
    }
    const widgets = renderBlock(block, makeButton);
    if (widgets.length === 0) continue;
    if (!open) {
      open = { widgets: [] };
      sections.push(open);
    }
    open.widgets.push(...widgets);
  }
  return sections;
}

function renderBlock(block: Block, makeButton: MakeButton): Widget[] {
  switch (block.kind) {
    case 'text':
      return renderText(block);
    case 'notice':
      return makeNotice(block.tone, block.title, block.text);
    case 'facts':
      return makeLines(block.items.flatMap(writeFact));
    case 'list':
      return makeLines(
        block.items.flatMap((item, index) =>
          divideText(`${block.ordered ? `${index + 1}.` : '•'} ${item}`).map(escapeText),
        ),
      );
    case 'entries':
      return block.items.map((entry) => renderEntry(entry, makeButton));
    case 'buttons':
      return [{ buttonList: { buttons: block.actions.map(makeButton) } }];
    case 'image':
      return [{ image: { imageUrl: block.url, altText: block.alt } }];
    case 'section':
      return [
        ...makeParagraphs(block.title, 'bold'),
        ...block.blocks.flatMap((inner) => renderBlock(inner, makeButton)),
      ];
  }
}

/** A notice with a picture beside its first lines. */
export function makeNotice(tone: Tone, title: string | undefined, text: string): Widget[] {
  const { name, altText } = NOTICE_ICONS[tone];
  const [first = '', ...rest] = divideText(text);
  const words = [...(title ? [`<b>${escapeText(title)}</b>`] : []), escapeText(first)].join('\n');
  return [
    {
      decoratedText: {
        startIcon: { materialIcon: { name }, altText },
        startIconVerticalAlignment: 'TOP',
        text: words,
        wrapText: true,
      },
    },
    ...rest.flatMap((piece) => makeParagraphs(piece)),
  ];
}

function renderText({ text, style }: Extract<Block, { kind: 'text' }>): Widget[] {
  if (style === 'heading' || style === 'strong') return makeParagraphs(text, 'bold');
  if (style === 'subtle') return makeParagraphs(text, 'italic');
  if (style !== 'quote') return makeParagraphs(text);
  const [first = '', ...rest] = divideText(text);
  return [
    {
      decoratedText: {
        startIcon: { materialIcon: { name: 'format_quote' }, altText: 'Quotation' },
        startIconVerticalAlignment: 'TOP',
        text: escapeText(first),
        wrapText: true,
      },
    },
    ...rest.flatMap((piece) => makeParagraphs(piece)),
  ];
}

function writeFact({ label, value, url }: Fact): string[] {
  if (url)
    return [`<b>${escapeText(label)}:</b> <a href="${escapeText(url).replace(/"/g, '%22')}">${escapeText(value)}</a>`];
  const [first = '', ...rest] = divideText(value);
  return [`<b>${escapeText(label)}:</b> ${escapeText(first)}`, ...rest.map(escapeText)];
}

function renderEntry({ title, text, action }: Entry, makeButton: MakeButton): Widget {
  const words = [`<b>${escapeText(title)}</b>`, ...(text ? [escapeText(text)] : [])].join('\n');
  return { decoratedText: { text: words, wrapText: true, ...(action ? { button: makeButton(action) } : {}) } };
}

import { paragraph, type RichElement, type RichTextBlock, richText, run, type SlackBlock } from './block-kit.ts';

/**
 * Joins neighbouring blocks of text when there are more blocks than Slack takes, so that a long card loses its spacing and
 * none of its words. What still does not fit is for the caller to refuse.
 */
export function joinToFit(blocks: SlackBlock[], most: number): SlackBlock[] {
  if (blocks.length <= most) return blocks;
  const joined: SlackBlock[] = [];
  let left = blocks.length;
  for (const block of blocks) {
    const text = toRichText(block);
    const before = joined.at(-1);
    const target = text && before && left > most ? toRichText(before) : null;
    if (text && target) {
      joined[joined.length - 1] = richText(...joinElements(target.elements, text.elements));
      left -= 1;
    } else joined.push(block);
  }
  return joined;
}

function joinElements(before: RichElement[], after: RichElement[]): RichElement[] {
  const [last, first] = [before.at(-1), after[0]];
  // Two paragraphs of one block need a line end between them.
  if (last?.type === 'rich_text_section' && first?.type === 'rich_text_section')
    return [...before.slice(0, -1), paragraph(...last.elements, run('\n'), ...first.elements), ...after.slice(1)];
  return [...before, ...after];
}

function toRichText(block: SlackBlock): RichTextBlock | null {
  if (block.type === 'rich_text') return block as RichTextBlock;
  if (block.type !== 'context') return null;
  const texts = (block.elements as { text: string }[]).map(({ text }) => text);
  return richText(paragraph(run(texts.join(' '), { italic: true })));
}

import type { Block } from './model.ts';

/** Teams carries about 51,000 characters of a dialog; its frame and its buttons take some of them. */
const MOST_CHARACTERS = 44_000;
/** What a line takes besides its words where every line is an element of its own. */
const LINE_CHARACTERS = 90;
/** Stands for the end of a line where lines had to be joined. */
const LINE_END = ' ¶ ';

/**
 * Joins the lines of texts that have so many of them that a platform could not carry the card. No word is left out: only
 * control characters, which nobody sees, are.
 */
export function fitLines(blocks: Block[]): Block[] {
  const lines = blocks.flatMap(textsOf).flatMap((text) => text.split('\n'));
  if (JSON.stringify(blocks).length + lines.length * LINE_CHARACTERS <= MOST_CHARACTERS) return blocks;
  const note: Block = { kind: 'text', text: 'The text has many lines: ¶ stands where one ends.', style: 'subtle' };
  return [note, ...blocks.map(joinBlock)];
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'facts':
      return block.items.map((item) => item.value);
    case 'list':
      return block.items;
    case 'entries':
      return block.items.flatMap(({ title, text }) => [title, text]);
    case 'buttons':
      return [];
    case 'image':
      return [block.alt];
    case 'section':
      return [block.title, ...block.blocks.flatMap(textsOf)];
    default:
      return [block.text];
  }
}

function joinBlock(block: Block): Block {
  switch (block.kind) {
    case 'facts':
      return { ...block, items: block.items.map((item) => ({ ...item, value: joinLines([item.value]) })) };
    case 'list':
      // Steps keep their numbers.
      return block.ordered ? block : { kind: 'text', text: joinLines(block.items) };
    case 'buttons':
    case 'image':
      return block;
    case 'section':
      return { ...block, blocks: block.blocks.map(joinBlock) };
    case 'entries':
      return { ...block, items: block.items.map((item) => ({ ...item, text: joinLines([item.text]) })) };
    default:
      return { ...block, text: joinLines([block.text]) };
  }
}

function joinLines(texts: string[]): string {
  return texts
    .flatMap((text) => text.split(/[\r\n]+/))
    .map((line) =>
      line
        .replace(/\p{Cc}/gu, '')
        .replace(/\p{Cs}/gu, '\ufffd')
        .trim(),
    )
    .filter((line) => line !== '')
    .join(LINE_END);
}

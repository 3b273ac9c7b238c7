import type { Block, Card } from '../../cards/model.ts';
import { PlatformLimit } from './platform-limit.ts';

/**
 * Divides a card that is more than one message of the platform carries into several that are read one after the other. No
 * word is left out: blocks stay whole where they can, long texts are divided at the end of a line or word. The buttons stand
 * below the last part.
 * @param fits whether the platform carries a card
 * @throws PlatformLimit when even the smallest part does not fit
 */
export function splitCard(card: Card, fits: (part: Card) => boolean): Card[] {
  if (fits(card)) return [card];
  const parts: Block[][] = [];
  let rest = card.blocks;
  while (rest.length > 0) {
    // Measured as a last part with the longest title, since nobody knows yet which part it will be.
    const taken = takeBlocks(rest, (blocks) => fits({ ...card, title: numbered(card.title, 99, 99), blocks }));
    if (!taken) throw new PlatformLimit('The platform', 'not even one line of this card');
    parts.push(taken.blocks);
    rest = taken.rest;
  }
  return parts.map((blocks, index) => ({
    ...card,
    title: numbered(card.title, index + 1, parts.length),
    blocks,
    actions: index === parts.length - 1 ? card.actions : [],
  }));
}

const numbered = (title: string, number: number, of: number): string => `${title} (${number} of ${of})`;

interface Taken {
  blocks: Block[];
  rest: Block[];
}

/** As many blocks from the front as fit; the one that does not is divided where that helps. */
function takeBlocks(blocks: readonly Block[], fits: (blocks: Block[]) => boolean): Taken | null {
  let count = 0;
  while (count < blocks.length && fits(blocks.slice(0, count + 1))) count += 1;
  const whole = blocks.slice(0, count);
  const next = blocks[count];
  if (!next) return { blocks: whole, rest: [] };
  const divided = divide(next, (part) => fits([...whole, part]));
  if (divided) {
    const [head, tail] = divided;
    return { blocks: [...whole, head], rest: [tail, ...blocks.slice(count + 1)] };
  }
  return count > 0 ? { blocks: whole, rest: blocks.slice(count) } : null;
}

/** A block in two, the first as large as fits; null when nothing of it does. */
function divide(block: Block, fits: (part: Block) => boolean): [Block, Block] | null {
  switch (block.kind) {
    case 'text':
    case 'notice': {
      const length = largest(block.text.length - 1, (size) => fits({ ...block, text: block.text.slice(0, size) }));
      const cut = cutPoint(block.text, length);
      if (cut === 0) return null;
      return [
        { ...block, text: block.text.slice(0, cut) },
        { ...block, text: block.text.slice(cut) },
      ];
    }
    case 'facts':
      return divideItems(block.items, (items) => ({ ...block, items }), fits);
    case 'list':
      // Numbers would begin again in the second part.
      return block.ordered ? null : divideItems(block.items, (items) => ({ ...block, items }), fits);
    case 'entries':
      return divideItems(block.items, (items) => ({ ...block, items }), fits);
    case 'section': {
      const taken = takeBlocks(block.blocks, (blocks) => fits({ ...block, blocks }));
      if (!taken || taken.blocks.length === 0 || taken.rest.length === 0) return null;
      const title = block.title.endsWith(CONTINUED) ? block.title : `${block.title}${CONTINUED}`;
      return [
        { ...block, blocks: taken.blocks },
        { ...block, title, blocks: taken.rest },
      ];
    }
  }
}

const CONTINUED = ' (continued)';

function divideItems<T>(
  items: readonly T[],
  make: (items: T[]) => Block,
  fits: (part: Block) => boolean,
): [Block, Block] | null {
  const size = largest(items.length - 1, (count) => fits(make(items.slice(0, count))));
  return size === 0 ? null : [make(items.slice(0, size)), make(items.slice(size))];
}

/** The largest size up to `most` that fits, 0 when none does. */
function largest(most: number, fits: (size: number) => boolean): number {
  let [low, high] = [0, Math.max(most, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where to cut a text at most this long: after a line, else after a word, never within a character. */
function cutPoint(text: string, length: number): number {
  if (length <= 0) return 0;
  const head = text.slice(0, length);
  const line = head.lastIndexOf('\n') + 1;
  if (line > length / 2) return line;
  const word = head.lastIndexOf(' ') + 1;
  if (word > length / 2) return word;
  return /[\ud800-\udbff]$/.test(head) ? length - 1 : length;
}

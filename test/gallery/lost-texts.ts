import type { Showable } from '../../cards/model.ts';
import { listTexts } from '../cards/texts.ts';

/** The shortest piece of a longer text that counts as found inside another paragraph. */
const SHORTEST_PIECE = 20;

/** What a person had typed or chosen in a form, as it is shown again. */
export function listTypedValues(shown: Showable): string[] {
  if (shown.kind === 'card') return [];
  return shown.parts
    .flatMap(({ fields }) => fields)
    .flatMap((field) => {
      if (!field.value) return [];
      // What is no time cannot stand in a field for times; the sentence beside it says what is wrong.
      if (field.kind === 'time' && !/^\d\d:\d\d$/.test(field.value)) return [];
      if (field.kind !== 'choice' && field.kind !== 'person') return [field.value];
      return [field.options.find(({ value }) => value === field.value)?.label ?? field.value];
    });
}

/** Every text and typed value of a card or form that a rendering has to show; a dialog has no notification to show a summary in. */
export function listWanted(shown: Showable, hasNotification: boolean): string[] {
  const texts = listTexts(shown);
  // The summary is the second of them.
  return [...(hasNotification ? texts : [texts[0] ?? '', ...texts.slice(2)]), ...listTypedValues(shown)];
}

/**
 * The texts that a rendering does not show. A text may go on in a further paragraph, field or message; white space may change
 * where it is broken.
 */
export function findLostTexts(wanted: string[], rendered: string[]): string[] {
  const blocks = rendered.map(squeeze);
  return wanted.filter((text) => ![text, inBritishOrder(text)].some((form) => isFound(squeeze(form), blocks)));
}

/** A date as a person types it, where a platform has no field for dates. */
const inBritishOrder = (text: string): string => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1');

const squeeze = (text: string): string => text.replace(/\s+/g, '');

function isFound(text: string, blocks: string[]): boolean {
  return (
    blocks.some((block) => block.includes(text)) ||
    blocks.some((_, start) => isFoundInPieces(text, blocks.slice(start)))
  );
}

/** In pieces, in order: the beginning in the first block, the rest in the blocks after it. */
function isFoundInPieces(text: string, blocks: string[]): boolean {
  let rest = text;
  for (const [index, block] of blocks.entries()) {
    const length = longestBeginning(rest, block);
    if (length === rest.length) return true;
    if (length > 0 && (length >= SHORTEST_PIECE || length === block.length)) rest = rest.slice(length);
    else if (index === 0) return false;
  }
  return false;
}

function longestBeginning(text: string, block: string): number {
  let [low, high] = [0, Math.min(text.length, block.length)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (block.includes(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

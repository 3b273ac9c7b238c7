import { PlatformLimit } from '../shared/platform-limit.ts';
import type { SlackBlock } from './block-kit.ts';

/** Slack shows this many blocks of a message and refuses more. */
export const MOST_MESSAGE_BLOCKS = 50;
/** Slack shows this many blocks of a dialog or of the bot's own page and refuses more. */
export const MOST_VIEW_BLOCKS = 100;
/** A text field takes this many characters; a longer text goes on in a further field. */
export const LONGEST_INPUT = 3000;
/** One block of text is kept as short as the strictest of Slack's text blocks. */
export const LONGEST_TEXT = 3000;
/** A menu lists this many entries, or this many in each of its groups. */
export const MOST_OPTIONS = 100;
/** A menu has this many groups. */
export const MOST_OPTION_GROUPS = 100;
/** A row of radio buttons has this many. */
export const MOST_RADIO_BUTTONS = 10;
/** The words of one option, and again of the line below it. */
export const LONGEST_OPTION = 75;
/** The title in the frame of a dialog. */
export const LONGEST_MODAL_TITLE = 24;
/** A heading among the blocks. */
export const LONGEST_HEADER = 150;

const LONGEST_BUTTON = 75;
const LONGEST_BUTTON_VALUE = 2000;
const MOST_BUTTONS = 25;
const LONGEST_METADATA = 3000;
/** Slack refuses a larger view with `view_too_large`. */
const LARGEST_VIEW_BYTES = 250_000;
/** Slack refuses messages from about 13,200 characters on (`msg_blocks_too_long`); it documents no number. */
const LONGEST_MESSAGE = 12_000;

const refuse = (what: string): never => {
  throw new PlatformLimit('Slack', what);
};

/** Throws `PlatformLimit` for a button that Slack would refuse. */
export function requireButton(label: string, value: string): void {
  if (label.length > LONGEST_BUTTON) refuse(`a button of ${label.length} characters, the limit is ${LONGEST_BUTTON}`);
  if (value.length > LONGEST_BUTTON_VALUE)
    refuse(`a button that carries ${value.length} characters, the limit is ${LONGEST_BUTTON_VALUE}`);
}

/** The words that stand for a picture. */
const LONGEST_ALT_TEXT = 2000;

/** Throws `PlatformLimit` for a picture that Slack would refuse. */
export function requireAltText(alt: string): void {
  if (alt.length > LONGEST_ALT_TEXT)
    refuse(`a picture's words of ${alt.length} characters, the limit is ${LONGEST_ALT_TEXT}`);
}

/** Throws `PlatformLimit` for more buttons in one row than Slack takes. */
export function requireButtonRow(buttons: number): void {
  if (buttons > MOST_BUTTONS) refuse(`${buttons} buttons, the limit is ${MOST_BUTTONS}`);
}

/** Throws `PlatformLimit` for a message that Slack would refuse. */
export function requireMessage(blocks: SlackBlock[]): void {
  if (blocks.length > MOST_MESSAGE_BLOCKS)
    refuse(`a message of ${blocks.length} blocks, the limit is ${MOST_MESSAGE_BLOCKS}`);
  const characters = countCharacters(blocks);
  if (characters > LONGEST_MESSAGE) refuse(`a message of ${characters} characters, the limit is ${LONGEST_MESSAGE}`);
}

/** Throws `PlatformLimit` for a view that Slack would refuse. */
export function requireView(view: { blocks: SlackBlock[]; private_metadata?: string }): void {
  if (view.blocks.length > MOST_VIEW_BLOCKS)
    refuse(`a view of ${view.blocks.length} blocks, the limit is ${MOST_VIEW_BLOCKS}`);
  const carried = view.private_metadata?.length ?? 0;
  if (carried > LONGEST_METADATA) refuse(`a view that carries ${carried} characters, the limit is ${LONGEST_METADATA}`);
  const bytes = countBytes(view);
  if (bytes > LARGEST_VIEW_BYTES) refuse(`a view of ${bytes} bytes, the limit is ${LARGEST_VIEW_BYTES}`);
  const ids = view.blocks.flatMap((block) => (typeof block.block_id === 'string' ? [block.block_id] : []));
  if (new Set(ids).size < ids.length) refuse('a view in which two blocks have the same id');
}

/** Whether a view stays within Slack's size; a shorter form may still be made of one that does not. */
export function isViewTooLarge(view: object): boolean {
  return countBytes(view) > LARGEST_VIEW_BYTES;
}

/** The characters a person reads of some blocks. */
function countCharacters(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + countCharacters(item), 0);
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce(
    (sum, [name, value]) =>
      sum + (name === 'text' && typeof value === 'string' ? value.length : countCharacters(value)),
    0,
  );
}

const countBytes = (json: unknown): number => Buffer.byteLength(JSON.stringify(json), 'utf8');

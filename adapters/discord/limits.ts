import { PlatformLimit } from '../shared/platform-limit.ts';

/** All texts of one message together, in characters. */
export const MOST_TEXT = 4000;
/** All components of one message, nested ones counted. */
export const MOST_COMPONENTS = 40;
/** Buttons beside each other. */
export const MOST_BUTTONS_IN_ROW = 5;
/** Fields and texts of one modal. */
export const MOST_MODAL_COMPONENTS = 5;
/** Choices of one menu. */
export const MOST_OPTIONS = 25;
/** Choices of a list that shows all at once. */
export const MOST_RADIO_OPTIONS = 10;
/** Characters of one text field. */
export const MOST_INPUT = 4000;
/** Characters of a modal's title and of a label. */
export const MOST_LABEL = 45;
/** Characters of a description, a placeholder, an option's label and an identifier. */
export const MOST_SHORT_TEXT = 100;
const MOST_BUTTON_LABEL = 80;

/** Throws `PlatformLimit` for a text that Discord would refuse. */
export function requireLength(text: string, most: number, what: string): string {
  if (text.length > most)
    throw new PlatformLimit('Discord', `${what} of ${text.length} characters, the limit is ${most}`);
  return text;
}

/** Throws `PlatformLimit` for a button's words that Discord would refuse. */
export const requireButtonLabel = (label: string): string => requireLength(label, MOST_BUTTON_LABEL, 'a button');
/** The words that stand for a picture. */
export const LONGEST_ALT_TEXT = 1024;

import { PlatformLimit } from '../shared/platform-limit.ts';
import { COMPONENT, type Component, type MessageBody, makeBody, makeText } from './components.ts';
import { LONGEST_ALT_TEXT, MOST_BUTTONS_IN_ROW, MOST_COMPONENTS, MOST_TEXT } from './limits.ts';
import { makeSubtle, splitText } from './markdown.ts';
import { WORDS } from './words.ts';

/** One piece of a message, top to bottom. Texts are markdown with everything typed escaped. */
export type Piece =
  /** `mark` is put on after a division, such as the sign of a quotation before every line. */
  | { kind: 'text'; text: string; mark?: (text: string) => string }
  /** A box with a coloured edge. */
  | { kind: 'box'; colour: number; text: string }
  /** A line with its own button. */
  | { kind: 'entry'; text: string; button: Component }
  | { kind: 'buttons'; buttons: Component[] }
  | { kind: 'image'; url: string; alt: string };

/** Less room than this at the end of a message is not worth beginning a text that does not fit. */
const WORTH_BEGINNING = 600;
/** Room for the line that says which part of several a message is. */
const PART_LINE = 30;

/** Puts pieces into as few messages as Discord's limits allow, in order; texts are divided, never cut. */
export function packPieces(pieces: readonly Piece[]): MessageBody[] {
  const messages: Component[][] = [[]];
  let used = 0;
  const mostText = MOST_TEXT - PART_LINE;
  const current = (): Component[] => messages[messages.length - 1] as Component[];
  const startNext = (): void => {
    if (current().length > 0) messages.push([]);
    used = 0;
  };
  const add = (component: Component, text: string): void => {
    if (countComponents(current()) + countComponents([component]) >= MOST_COMPONENTS) startNext();
    current().push(component);
    used += text.length;
  };

  function addText({ text, mark = (line) => line }: Extract<Piece, { kind: 'text' }>): void {
    for (let rest = text; rest !== ''; ) {
      const last = current().at(-1);
      const joined =
        last?.type === COMPONENT.textDisplay ? `${last.content}${gapBetween(`${last.content}`, rest)}` : '';
      const room = mostText - used - (joined ? 2 : 0);
      if (mark(rest).length > room && room < WORTH_BEGINNING) {
        startNext();
        continue;
      }
      const [head, tail] = divide(rest, room, mark);
      rest = tail;
      if (last && joined) {
        last.content = joined + mark(head);
        used += mark(head).length + 2;
      } else add(makeText(mark(head)), mark(head));
    }
  }

  function addBox(colour: number, text: string): void {
    for (let rest = text; rest !== ''; ) {
      const room = mostText - used;
      if (rest.length > room && room < WORTH_BEGINNING) {
        startNext();
        continue;
      }
      const [head, tail] = divide(rest, room, (part) => part);
      rest = tail;
      add({ type: COMPONENT.container, accent_color: colour, components: [makeText(head)] }, head);
    }
  }

  function addEntry(text: string, button: Component): void {
    if (text.length > mostText) throw new PlatformLimit('Discord', `one line of ${text.length} characters`);
    if (used + text.length > mostText) startNext();
    add({ type: COMPONENT.section, components: [makeText(text)], accessory: button }, text);
  }

  for (const piece of pieces) {
    if (piece.kind === 'text') addText(piece);
    else if (piece.kind === 'box') addBox(piece.colour, piece.text);
    else if (piece.kind === 'entry') addEntry(piece.text, piece.button);
    else if (piece.kind === 'image') add(makePicture(piece), '');
    else
      for (let at = 0; at < piece.buttons.length; at += MOST_BUTTONS_IN_ROW)
        add({ type: COMPONENT.actionRow, components: piece.buttons.slice(at, at + MOST_BUTTONS_IN_ROW) }, '');
  }
  const parts = messages.filter((components) => components.length > 0);
  if (parts.length === 1) return parts.map(makeBody);
  // Several messages arrive one by one: each says how many there are, so that nobody takes the first for all.
  return parts.map((components, index) =>
    makeBody([makeText(makeSubtle(WORDS.part(index + 1, parts.length))), ...components]),
  );
}

function makePicture({ url, alt }: Extract<Piece, { kind: 'image' }>): Component {
  if (alt.length > LONGEST_ALT_TEXT)
    throw new PlatformLimit('Discord', `a picture’s words of ${alt.length} characters`);
  return { type: COMPONENT.mediaGallery, items: [{ media: { url }, description: alt }] };
}

/** Blocks stand apart; what belongs to a heading stands close to it. */
function gapBetween(above: string, below: string): string {
  return /(^|\n)(#{1,3}|-#) [^\n]*$/.test(above) || below.startsWith('#') ? '\n' : '\n\n';
}

/** Divides a text so that its first part fits once it is marked. */
function divide(text: string, room: number, mark: (text: string) => string): [string, string] {
  for (let most = room; most > 0; most -= 100) {
    const [head, tail] = splitText(text, most);
    if (mark(head).length <= room) return [head, tail];
  }
  throw new PlatformLimit('Discord', `a text of ${text.length} characters that cannot be divided`);
}

function countComponents(components: readonly Component[]): number {
  return components.reduce((sum, component) => {
    const nested = Array.isArray(component.components) ? countComponents(component.components as Component[]) : 0;
    return sum + 1 + nested + (component.accessory ? 1 : 0);
  }, 0);
}

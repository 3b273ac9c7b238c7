import type { Card } from '../../cards/model.ts';
import { type GoogleCard, makeParagraphs, type Section, type Widget } from './google-card.ts';
import { countBytes, LARGEST_BYTES, MOST_WIDGETS } from './limits.ts';
import type { Parameter } from './protocol.ts';
import { frame, layOutCard, makeButton, makeButtons, type RenderRules, requireCard } from './render.ts';
import { WORDS } from './words.ts';

/** Left free for what stands round the body: headings, the buttons to the other parts, a message's own fields. */
const FRAME_BYTES = 1500;
const FRAME_WIDGETS = 6;

/**
 * Renders a card that may be too large for one piece as several, each with all of the card's buttons. Nothing is left out.
 * @param turnTo the parameters of a button that shows another part; without it the parts are sent one after the other
 */
export function renderCardParts(card: Card, rules: RenderRules, turnTo?: (part: number) => Parameter[]): GoogleCard[] {
  const body = layOutCard(card, rules);
  const plain = frame(card, body, card.actions.length > 0 ? [makeButtons(card, rules)] : []);
  const bodies = fits(plain, 0) ? [body] : divide(body, countBytes(makeButtons(card, rules)));
  if (bodies.length === 1) {
    requireCard(plain);
    return [plain];
  }
  return bodies.map((sections, index) => {
    const part = index + 1;
    const turn = (to: number, label: string): Widget[] =>
      turnTo && to >= 1 && to <= bodies.length ? [makeButton(label, turnTo(to), rules, { opensDialog: true })] : [];
    const turning = [...turn(part + 1, WORDS.nextPart), ...turn(part - 1, WORDS.previousPart)];
    const buttons = card.actions.length + turning.length > 0 ? [makeButtons(card, rules, turning)] : [];
    const which: Section = { widgets: makeParagraphs(WORDS.part(part, bodies.length), 'italic') };
    const rendered = frame(card, [which, ...sections], buttons);
    requireCard(rendered);
    return rendered;
  });
}

function fits(card: GoogleCard, besides: number): boolean {
  const widgets = card.sections.reduce((count, section) => count + section.widgets.length, 0);
  return countBytes(card) + FRAME_BYTES / 3 + besides <= LARGEST_BYTES && widgets <= MOST_WIDGETS;
}

function divide(body: Section[], buttonBytes: number): Section[][] {
  const room = LARGEST_BYTES - FRAME_BYTES - buttonBytes;
  const parts: Section[][] = [[]];
  let bytes = 0;
  let widgets = 0;
  for (const { widgets: own, ...section } of body) {
    let open: Section | null = null;
    for (const widget of own) {
      const size = countBytes(widget) + 1 + (open ? 0 : countBytes(section) + 20);
      if (widgets > 0 && (bytes + size > room || widgets + 1 > MOST_WIDGETS - FRAME_WIDGETS)) {
        parts.push([]);
        open = null;
        bytes = 0;
        widgets = 0;
      }
      if (!open) {
        open = { ...section, widgets: [] };
        parts.at(-1)?.push(open);
      }
      open.widgets.push(widget);
      bytes += size;
      widgets += 1;
    }
  }
  return parts;
}

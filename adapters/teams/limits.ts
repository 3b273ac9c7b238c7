import { PlatformLimit } from '../shared/platform-limit.ts';

/** Teams refuses a bot's message above 100 KB, counted as UTF-16. */
export const LARGEST_PAYLOAD_BYTES = 100 * 1024;
/** Teams shows six buttons of a card and drops the rest. */
export const MOST_ACTIONS = 6;
/** A filtered list of more people than this is slow to scroll: a text field serves instead. */
export const MOST_PEOPLE = 300;
/** What a message or dialog puts around a card. */
export const ENVELOPE_BYTES = 4 * 1024;

/** The size Teams counts: UTF-16, two bytes a unit. */
export function countBytes(json: unknown): number {
  return JSON.stringify(json).length * 2;
}

/** Throws `PlatformLimit` for a payload that Teams would refuse. */
export function requireSize(json: unknown): void {
  const bytes = countBytes(json);
  if (bytes > LARGEST_PAYLOAD_BYTES)
    throw new PlatformLimit('Teams', `${bytes} bytes, the limit is ${LARGEST_PAYLOAD_BYTES}`);
}

/** Throws `PlatformLimit` for a card with too many buttons or with an id used twice. */
export function requireCard(card: { actions?: unknown[] } & Record<string, unknown>): void {
  const seen = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'actions' && Array.isArray(value) && value.length > MOST_ACTIONS)
        throw new PlatformLimit('Teams', `${value.length} buttons, the limit is ${MOST_ACTIONS}`);
      if (key === 'id' && typeof value === 'string') {
        if (seen.has(value)) throw new PlatformLimit('Teams', `the id "${value}" is used twice`);
        seen.add(value);
      }
      // What a button sends back is not part of the card's own ids.
      if (key !== 'data') visit(value);
    }
  };
  visit(card);
  requireSize(card);
}

import type { Act } from '../shared/buttons.ts';
import { PlatformLimit } from '../shared/platform-limit.ts';

/** Names of a button's parameters that mean something to this adapter. */
const RESERVED_PARAMETERS = new Set(['act', 'name', 'part']);

/** Stands for an option whose value is empty, which Google Chat does not send back. */
export const EMPTY_CHOICE = '∅';

/** One parameter of a button. Anybody who can post an event can make one up: identifiers only, believed as to their shape. */
export interface Parameter {
  key: string;
  value: string;
}

/**
 * Makes a button's parameters.
 * @param part which part of a card that is too large for one piece; left out for the first
 */
export function makeParameters(
  act: Act | 'home',
  name: string,
  ids: Record<string, string>,
  part?: number,
): Parameter[] {
  for (const key of Object.keys(ids))
    if (RESERVED_PARAMETERS.has(key)) throw new PlatformLimit('Google Chat', `a button's data may not use "${key}"`);
  return [
    { key: 'act', value: act },
    { key: 'name', value: name },
    ...(part ? [{ key: 'part', value: String(part) }] : []),
    ...Object.entries(ids).map(([key, value]) => ({ key, value })),
  ];
}

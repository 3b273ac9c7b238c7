import { z } from 'zod';

/**
 * What travels in a button's `data` and comes back when it is pressed. The inputs of a form come back beside it.
 * Anybody can post any of this, so it is believed as to its shape and nothing else.
 */
export const buttonData = z.looseObject({
  esafety: z.object({ act: z.enum(['press', 'open', 'submit']), name: z.string() }).catchall(z.string()),
});

/** Names in a button's data and input ids that mean something to Teams or to this adapter. */
export const RESERVED_DATA = new Set(['act', 'name']);
/** Input ids that would hide a part of the button's own data. */
export const RESERVED_INPUTS = new Set(['esafety', 'msteams']);

/** Stands for an option whose value is empty, which Teams does not allow. */
export const EMPTY_CHOICE = '∅';

/** Makes a button's data. */
export function makeButtonData(
  act: 'press' | 'open' | 'submit',
  name: string,
  ids: Record<string, string>,
): { esafety: Record<string, string> } {
  return { esafety: { ...ids, act, name } };
}

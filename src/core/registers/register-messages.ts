import type { ComposeTold } from '../messages/told.ts';

/** How messages about registers are composed. */
export const registerMessages = {
  'register-entry': (async () => null) satisfies ComposeTold<'register-entry'>,
};

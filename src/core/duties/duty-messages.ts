import type { ComposeTold } from '../messages/told.ts';

/** How messages about recurring duties are composed. */
export const dutyMessages = {
  duty: (async () => null) satisfies ComposeTold<'duty'>,
  'weekly-board': (async () => null) satisfies ComposeTold<'weekly-board'>,
};

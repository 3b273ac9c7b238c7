import type { ComposeTold } from '../messages/told.ts';

/** How messages about governors’ digests are composed. */
export const digestMessages = {
  digest: (async () => null) satisfies ComposeTold<'digest'>,
};

import type { ComposeTold } from '../messages/told.ts';

/** How messages about reading and training are composed. */
export const trainingMessages = {
  'own-list': (async () => null) satisfies ComposeTold<'own-list'>,
  'people-behind': (async () => null) satisfies ComposeTold<'people-behind'>,
  bulletin: (async () => null) satisfies ComposeTold<'bulletin'>,
};

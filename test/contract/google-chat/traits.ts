import type { Traits } from '../traits.ts';

/** What is different on Google Chat, whichever of Google's two shapes its events have. */
export const GOOGLE_CHAT_TRAITS: Traits = {
  messageAction: true,
  home: true,
  leftInPlace: 'nothing',
  opensInThread: 'form',
  longestAccount: 10_000,
  // A bearer token says nothing about the body it comes with.
  impossibleAttacks: ['other-body'],
  formAgainWhenAway: true,
  listsApps: false,
};

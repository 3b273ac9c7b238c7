import type { Traits } from '../traits.ts';

/** What is different on Discord. */
export const DISCORD_TRAITS: Traits = {
  messageAction: true,
  home: false,
  leftInPlace: 'nothing',
  opensInThread: 'form',
  longestAccount: 10_000,
  impossibleAttacks: [],
  formAgainWhenAway: true,
  listsApps: true,
};

/** The same over the gateway: nothing comes in from outside, so nothing can be forged. */
export const DISCORD_GATEWAY_TRAITS: Traits = {
  ...DISCORD_TRAITS,
  impossibleAttacks: ['forged', 'unsigned', 'stale', 'wrong-audience', 'other-body', 'replayed'],
};

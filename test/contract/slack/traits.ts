import type { Traits } from '../traits.ts';

/** What is different on Slack over HTTP; docs/slack.md tells it to people. */
export const SLACK_TRAITS: Traits = {
  messageAction: true,
  home: true,
  leftInPlace: 'nothing',
  opensInThread: 'button',
  longestAccount: 10_000,
  impossibleAttacks: [],
  formAgainWhenAway: true,
  listsApps: true,
};

/** Over Socket Mode nothing is signed: what comes through the connection that the program opened is Slack's. */
export const SLACK_SOCKET_TRAITS: Traits = {
  ...SLACK_TRAITS,
  impossibleAttacks: ['forged', 'unsigned', 'stale', 'wrong-audience', 'other-body'],
};

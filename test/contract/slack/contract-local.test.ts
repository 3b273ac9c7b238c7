import { describeContract } from '../contract-suite.ts';
import { openSlackDriver, openSlackSocketDriver } from './driver.ts';

const traits = {
  messageAction: true,
  home: true,
  leftInPlace: 'nothing',
  longestAccount: 10_000,
  impossibleAttacks: [],
  formAgainWhenAway: true,
  listsApps: true,
  opensInThread: 'button',
} as const;
describeContract('Slack over HTTP', openSlackDriver, traits);
describeContract('Slack over Socket Mode', openSlackSocketDriver, {
  ...traits,
  impossibleAttacks: ['forged', 'unsigned', 'stale', 'wrong-audience', 'other-body'],
});

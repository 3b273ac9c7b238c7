import { describeContract } from '../contract-suite.ts';
import { openSlackDriver } from './driver.ts';

describeContract('Slack over HTTP', openSlackDriver, {
  messageAction: true,
  home: true,
  leftInPlace: 'nothing',
  longestAccount: 10_000,
  impossibleAttacks: [],
  formAgainWhenAway: true,
  listsApps: true,
  opensInThread: 'button',
});

import { describeContract } from '../contract-suite.ts';
import { openTeamsDriver } from './driver.ts';

describeContract('Teams', openTeamsDriver, {
  messageAction: true,
  home: false,
  leftInPlace: 'answered-privately',
  longestAccount: 10_000,
  impossibleAttacks: [],
  formAgainWhenAway: true,
  listsApps: true,
});

import { describeContract } from '../contract-suite.ts';
import { openSlackDriver, openSlackSocketDriver } from './driver.ts';
import { SLACK_SOCKET_TRAITS, SLACK_TRAITS } from './traits.ts';

describeContract('Slack over HTTP', openSlackDriver, SLACK_TRAITS);
describeContract('Slack over Socket Mode', openSlackSocketDriver, SLACK_SOCKET_TRAITS);

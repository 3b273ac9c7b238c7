import { describeContract } from '../contract-suite.ts';
import { openGoogleChatAddOnDriver, openGoogleChatDriver } from './driver.ts';
import { GOOGLE_CHAT_TRAITS } from './traits.ts';

describeContract('Google Chat', openGoogleChatDriver, GOOGLE_CHAT_TRAITS);
describeContract('Google Chat as a Workspace add-on', openGoogleChatAddOnDriver, GOOGLE_CHAT_TRAITS);

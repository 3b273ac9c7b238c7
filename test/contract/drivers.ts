import { openDiscordDriver, openDiscordGatewayDriver } from './discord/driver.ts';
import type { OpenDriver } from './driver.ts';
import { openGoogleChatAddOnDriver, openGoogleChatDriver } from './google-chat/driver.ts';
import { openSlackDriver } from './slack/driver.ts';
import { openTeamsDriver } from './teams/driver.ts';

/** One platform, or one way to connect to it. */
export interface Candidate {
  name: string;
  open: OpenDriver;
}

/** Teams over the Bot Framework. */
export const TEAMS: Candidate = { name: 'Teams', open: openTeamsDriver };
/** Slack over HTTP. */
export const SLACK: Candidate = { name: 'Slack', open: openSlackDriver };
/** Google Chat with the events of a Chat app. */
export const GOOGLE_CHAT: Candidate = { name: 'Google Chat', open: openGoogleChatDriver };
/** Google Chat with the events of a Workspace add-on. */
export const GOOGLE_CHAT_ADD_ON: Candidate = {
  name: 'Google Chat as a Workspace add-on',
  open: openGoogleChatAddOnDriver,
};
/** Discord with interactions over HTTP. */
export const DISCORD: Candidate = { name: 'Discord', open: openDiscordDriver };
/** Discord with everything over the gateway. */
export const DISCORD_GATEWAY: Candidate = { name: 'Discord over the gateway', open: openDiscordGatewayDriver };

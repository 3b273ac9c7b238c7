/** How this program is registered with Slack. */
export interface SlackSettings {
  /** The one workspace's token; null where workspaces install the app themselves. */
  botToken: string | null;
  /** Checks what arrives over HTTP; null with Socket Mode alone. */
  signingSecret: string | null;
  /** Opens Socket Mode, which needs no public address. */
  appToken: string | null;
  /** For several workspaces, each of which installs the app through `/slack/install`. */
  oauth: { clientId: string; clientSecret: string; stateSecret: string; publicUrl: string } | null;
  /** Slack's Web API; another one only for tests. */
  apiUrl: string | null;
  /** How long the core may take before the person is told that it failed. */
  answerWithinSeconds?: number;
}

/** What an outbound payload is: a message or its replacement, a dialog, the bot's own page. */
export type OutboundKind = 'message' | 'modal' | 'home';

/** Sees every payload before it leaves, named by what it is. */
export type Announce = (kind: OutboundKind, json: unknown) => void;

/** Slack's Web API unless a test stands in for it. */
export const SLACK_API_URL = 'https://slack.com/api/';

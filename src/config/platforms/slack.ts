import { z } from 'zod';
import { ConfigError } from '../config-error.ts';
import { isLoopbackAddress, text, webAddress } from './variables.ts';

/** The variables that switch Slack on. */
export const slackVariables = {
  SLACK_BOT_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_STATE_SECRET: text,
  SLACK_API_URL: webAddress,
};
const shape = z.object({ ...slackVariables, ESAFETY_PUBLIC_URL: webAddress });
type Variables = z.infer<typeof shape>;

/** Slack's part of the settings. */
export interface SlackEnvironment {
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
}

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** Reads Slack's part; null when none of its variables is set. Throws `ConfigError`. */
export function readSlack(env: Variables, production: boolean): SlackEnvironment | null {
  if (!Object.keys(slackVariables).some((name) => env[name as keyof Variables])) return null;
  const see = 'see docs/slack.md';
  if (!env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN)
    throw new ConfigError(
      `Slack is switched on but neither SLACK_SIGNING_SECRET (over HTTP) nor SLACK_APP_TOKEN (Socket Mode) is set; ${see}`,
    );
  const missing = OAUTH.filter((name) => !env[name]);
  const oauthWanted = missing.length < OAUTH.length;
  if (oauthWanted && missing.length > 0)
    throw new ConfigError(`for several Slack workspaces ${missing.join(' and ')} must be set as well; ${see}`);
  if (oauthWanted && !env.ESAFETY_PUBLIC_URL)
    throw new ConfigError(
      `for several Slack workspaces ESAFETY_PUBLIC_URL must be set to the address Slack sends people back to; ${see}`,
    );
  if (oauthWanted && env.SLACK_BOT_TOKEN)
    throw new ConfigError('SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for several; unset one of the two');
  if (!oauthWanted && !env.SLACK_BOT_TOKEN)
    throw new ConfigError(`Slack is switched on but SLACK_BOT_TOKEN is not set; ${see}`);
  if (env.SLACK_APP_TOKEN && !env.SLACK_APP_TOKEN.startsWith('xapp-'))
    throw new ConfigError(
      'SLACK_APP_TOKEN is not an app-level token; make one with the scope connections:write, it begins with xapp-',
    );
  if (production && env.SLACK_API_URL && isLoopbackAddress(env.SLACK_API_URL))
    throw new ConfigError('SLACK_API_URL points at this computer; unset it in production');
  return {
    botToken: env.SLACK_BOT_TOKEN ?? null,
    signingSecret: env.SLACK_SIGNING_SECRET ?? null,
    appToken: env.SLACK_APP_TOKEN ?? null,
    oauth: oauthWanted
      ? {
          clientId: env.SLACK_CLIENT_ID ?? '',
          clientSecret: env.SLACK_CLIENT_SECRET ?? '',
          stateSecret: env.SLACK_STATE_SECRET ?? '',
          publicUrl: env.ESAFETY_PUBLIC_URL ?? '',
        }
      : null,
    apiUrl: env.SLACK_API_URL ?? null,
  };
}

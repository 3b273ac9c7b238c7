/** What the bot may do in a workspace, as `manifest.yaml` asks for it and says why. */
export const BOT_SCOPES = [
  'app_mentions:read',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
] as const;

/** What Slack tells the program of, as `manifest.yaml` asks for it. */
export const BOT_EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.im',
  'tokens_revoked',
] as const;

import { type Logger, LogLevel } from '@slack/bolt';

const nothing = (): void => undefined;

/** Slack's libraries print payloads and tokens when they fail: what they say is dropped, what matters the adapter logs itself. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

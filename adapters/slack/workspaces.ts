import { webApi } from '@slack/bolt';
import { ChatError, type Installations } from '../../src/core/ports.ts';
import { LATE, withinTime } from '../shared/within-time.ts';
import { toChatError } from './errors.ts';
import { SLACK_API_URL, type SlackSettings } from './settings.ts';
import { silentLogger } from './silent-logger.ts';

/** The bot's own accounts in a workspace. */
export interface BotIdentity {
  botUserId: string | null;
  botId: string | null;
}

/** One workspace that installed the app. */
export interface Workspace extends BotIdentity {
  client: webApi.WebClient;
  token: string;
}

/** The workspaces this program serves. */
export interface Workspaces {
  /**
   * The workspace with this id; null for one that did not install the app. While the store is away what was known last is
   * served; throws where nothing was.
   */
  find(teamId: string): Promise<Workspace | null>;
  /** The workspace to call; throws `ChatError` where there is none. */
  require(teamId: string): Promise<Workspace>;
  /** Asks again next time: it was installed or removed. */
  forget(teamId: string): void;
  /** Learns in advance what the first event would have to wait for. */
  warm(): Promise<void>;
}

/** No call to Slack is waited for longer. */
const CALL_TIMEOUT_MILLISECONDS = 10_000;
/** How long an event waits to learn whose token this is; the answer to the person must not wait for Slack. */
const IDENTITY_WAIT_MILLISECONDS = 700;
/** How long an event waits for the store to say whose token it needs. */
const LOOKUP_WAIT_MILLISECONDS = 1500;
/** How long a remembered token serves before the store, which was away, is asked again. */
const STORE_AWAY_MILLISECONDS = 15_000;
/** How long another process may take to learn that a workspace removed the app. */
const REMEMBER_MILLISECONDS = 5 * 60_000;

/** How Slack is called: once, so that the outbox decides when to try again. */
export function clientOptionsOf(settings: SlackSettings): webApi.WebClientOptions {
  return {
    slackApiUrl: settings.apiUrl ?? SLACK_API_URL,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MILLISECONDS,
    logger: silentLogger,
    allowAbsoluteUrls: false,
  };
}

/** Finds workspaces: the one of the settings, or those that installed the app. */
export function createWorkspaces(settings: SlackSettings, installations: Installations): Workspaces {
  return settings.botToken === null ? installed(settings, installations) : single(settings, settings.botToken);
}

function single(settings: SlackSettings, token: string): Workspaces {
  const client = new webApi.WebClient(token, clientOptionsOf(settings));
  let known: (Workspace & { teamId: string }) | null = null;
  let asking: Promise<void> | null = null;
  const ask = (): Promise<void> => {
    asking ??= client.auth
      .test()
      .then(({ team_id: teamId, user_id, bot_id }) => {
        if (teamId) known = { teamId, client, token, botUserId: user_id ?? null, botId: bot_id ?? null };
      })
      .catch(() => undefined)
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  const find = async (teamId: string): Promise<Workspace | null> => {
    if (!known) await withinTime(ask(), IDENTITY_WAIT_MILLISECONDS);
    // While Slack does not say whose token it is, its signature vouches for the payload, and the core for the workspace.
    if (!known) return { client, token, botUserId: null, botId: null };
    return known.teamId === teamId ? known : null;
  };
  return { find, require: requireBy(find), forget: () => undefined, warm: ask };
}

function installed(settings: SlackSettings, installations: Installations): Workspaces {
  const remembered = new Map<string, { workspace: Workspace; until: number }>();
  const find = async (teamId: string): Promise<Workspace | null> => {
    const entry = remembered.get(teamId);
    if (entry && entry.until > Date.now()) return entry.workspace;
    const secrets = await withinTime(
      installations.find(teamId).catch((): typeof LATE => LATE),
      LOOKUP_WAIT_MILLISECONDS,
    );
    if (secrets === LATE) {
      if (!entry) throw new ChatError('unavailable');
      entry.until = Date.now() + STORE_AWAY_MILLISECONDS;
      return entry.workspace;
    }
    if (!secrets?.botToken) {
      remembered.delete(teamId);
      return null;
    }
    const workspace = {
      client: new webApi.WebClient(secrets.botToken, clientOptionsOf(settings)),
      token: secrets.botToken,
      botUserId: secrets.botUserId ?? null,
      botId: secrets.botId ?? null,
    };
    remembered.set(teamId, { workspace, until: Date.now() + REMEMBER_MILLISECONDS });
    return workspace;
  };
  return {
    find,
    require: requireBy(find),
    forget: (teamId) => void remembered.delete(teamId),
    warm: async () => undefined,
  };
}

function requireBy(find: Workspaces['find']): Workspaces['require'] {
  return async (teamId) => {
    const workspace = await find(teamId).catch((error: unknown) => {
      throw toChatError(error);
    });
    // It may be installed again: what waits for it is tried again.
    if (!workspace) throw new ChatError('unavailable');
    return workspace;
  };
}

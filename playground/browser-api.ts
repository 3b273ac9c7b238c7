import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Envelope } from './activities.ts';
import type { PersonClient } from './client.ts';
import type { Commands } from './commands.ts';
import { isRecord, RequestRefused, readJsonObject, readString, sendJson } from './http-helpers.ts';
import type { LiveUpdates } from './live-updates.ts';
import type { CardAction, Outcome, PlaygroundClock, Theme, Where } from './types.ts';

/** What the browser's API works with. */
export interface BrowserApiParts {
  envelope: Envelope;
  updates: LiveUpdates;
  clientOf(personId: string): PersonClient;
  commands(): Commands;
  /** Undefined where the clock goes its own way. */
  clock: PlaygroundClock | undefined;
}

/** Serves the page's own API: a thin shell over the same client the tests use. */
export async function serveBrowserApi(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  parts: BrowserApiParts,
): Promise<void> {
  const call = `${req.method} ${url.pathname}`;
  if (call === 'GET /api/events') return parts.updates.connect(res);
  try {
    if (call === 'GET /api/world') return sendJson(res, 200, describeWorld(parts));
    if (call === 'GET /api/unread') return sendJson(res, 200, countUnread(parts));
    if (call === 'GET /api/conversation') {
      const client = parts.clientOf(url.searchParams.get('person') ?? '');
      return sendJson(res, 200, client.conversation(url.searchParams.get('id') ?? 'personal'));
    }
    if (req.method !== 'POST') throw new RequestRefused(404, 'There is nothing here.');
    if (!req.headers['content-type']?.startsWith('application/json'))
      throw new RequestRefused(415, 'Send application/json.');
    const body = await readJsonObject(req);
    if (url.pathname === '/api/skip') return sendJson(res, 200, await skip(parts, readString(body, 'to') ?? ''));
    sendJson(res, 200, await act(url.pathname, parts.clientOf(readString(body, 'person') ?? ''), body));
  } catch (error) {
    const status = error instanceof RequestRefused ? error.status : 400;
    sendJson(res, status, { message: error instanceof Error ? error.message : 'The request failed.' });
  }
}

async function act(path: string, client: PersonClient, body: Record<string, unknown>): Promise<unknown> {
  const theme: Theme = body.theme === 'dark' ? 'dark' : 'default';
  const inputs = readInputs(body.inputs);
  const need = (member: string): string => {
    const value = readString(body, member);
    if (value === undefined) throw new RequestRefused(400, `${member} is missing.`);
    return value;
  };
  switch (path) {
    case '/api/say': {
      const said = { conversation: readWhere(body.conversation), text: need('text'), mention: body.mention === true };
      const { messageId, bot } = await client.say({ ...said, file: readFile(body.file) });
      return { messageId, status: bot?.status };
    }
    case '/api/press':
      return slim(
        await client.pressAction({ activityId: need('activityId'), action: readAction(body.action), inputs, theme }),
      );
    case '/api/submit-dialog':
      return slim(
        await client.submitDialog({ dialogId: need('dialogId'), action: readAction(body.action), inputs, theme }),
      );
    case '/api/open-command': {
      const commandContext = body.commandContext === 'message' ? 'message' : 'compose';
      const conversation = readWhere(body.conversation);
      const message = readString(body, 'message');
      return slim(
        await client.openCommand({ commandId: need('commandId'), commandContext, conversation, message, theme }),
      );
    }
    case '/api/close-dialog':
      client.closeDialog(need('dialogId'));
      return {};
    case '/api/read':
      client.read(readWhere(body.conversation));
      return {};
    default:
      throw new RequestRefused(404, 'There is nothing here.');
  }
}

/** Puts the clock forward, and tells every open page of each stop on the way. */
async function skip({ clock, envelope: { state } }: BrowserApiParts, to: string): Promise<{ now: string }> {
  if (!clock) throw new RequestRefused(404, 'The clock cannot be moved here.');
  await clock.skip(to, () => state.tell({ kind: 'clock', now: state.now().toISOString() }));
  return { now: state.now().toISOString() };
}

/** The browser needs what to show, not the wire. */
function slim({ activity: _activity, bot, ...outcome }: Outcome): Record<string, unknown> {
  return { ...outcome, status: bot.status };
}

function describeWorld(parts: BrowserApiParts): Record<string, unknown> {
  const { state, botName } = parts.envelope;
  const { schoolName, people, guide } = state.world;
  const personalIds = Object.fromEntries(people.map((person) => [person.id, state.personalIdOf(person)]));
  const clock = parts.clock && { now: state.now().toISOString(), skips: parts.clock.skips };
  return { schoolName, botName, people, teams: state.teams, guide, personalIds, clock, ...parts.commands() };
}

function countUnread(parts: BrowserApiParts): Record<string, Record<string, number>> {
  const { state } = parts.envelope;
  const countFor = (personId: string, placeIds: string[]): Record<string, number> =>
    Object.fromEntries(placeIds.map((id) => [id, state.countUnread(personId, id)]).filter(([, count]) => count !== 0));
  return Object.fromEntries(
    state.world.people.map((person) => {
      const channels = state.teams
        .filter((team) => team.memberIds.includes(person.id))
        .flatMap((team) => team.channels);
      return [person.id, countFor(person.id, [state.personalIdOf(person), ...channels.map(({ id }) => id)])];
    }),
  );
}

function readWhere(value: unknown): Where {
  if (isRecord(value)) {
    const [channelId, threadId] = [readString(value, 'channelId'), readString(value, 'threadId')];
    if (channelId && threadId) return { channelId, threadId };
  }
  return typeof value === 'string' ? value : 'personal';
}

function readFile(value: unknown): { name: string; contentType: string } | undefined {
  if (!isRecord(value)) return undefined;
  return { name: readString(value, 'name') ?? 'file', contentType: readString(value, 'contentType') ?? '' };
}

function readAction(value: unknown): CardAction {
  const type = isRecord(value) ? readString(value, 'type') : undefined;
  if (!isRecord(value) || !type) throw new RequestRefused(400, 'action is missing.');
  const [id, title, verb] = ['id', 'title', 'verb'].map((member) => readString(value, member));
  return { type, id, title, verb, data: value.data };
}

function readInputs(value: unknown): Record<string, string> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([id, input]) => [id, String(input)])) : {};
}

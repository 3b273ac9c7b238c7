import type { IncomingMessage, ServerResponse } from 'node:http';
import { groupIdOf } from './activities.ts';
import { ConnectorError, describeFault, missConversation, refuseBody, refuseToken } from './connector-errors.ts';
import { getMember, listMembers, type MemberTrouble, pageMembers, pageTroubled } from './connector-members.ts';
import { deleteActivity, editActivity, openPlace, postActivity, requireInstalled } from './connector-messages.ts';
import type { Faults } from './faults.ts';
import { isRecord, RequestRefused, readJsonObject, readString, sendJson } from './http-helpers.ts';
import type { Issuer } from './issuer.ts';
import { CONNECTOR_AUDIENCE } from './login.ts';
import type { ConnectorCall, PlaygroundTeam } from './types.ts';
import { nameThread, type WorldState } from './world-state.ts';

/** What the connector works with. */
export interface ConnectorParts {
  state: WorldState;
  issuer: Issuer;
  faults: Faults;
  botAppId: string;
  serviceUrl: string;
  calls: ConnectorCall[];
  /** The most members one page holds; undefined is Teams' own limit. */
  largestMemberPage(): number | undefined;
  /** What is wrong with member lists now. */
  memberTrouble(): MemberTrouble | undefined;
}

interface Answer {
  status: number;
  body?: unknown;
}

const CALLS_KEPT = 5000;

/** Serves the Bot Connector REST API (v3) below the service address. */
export async function serveConnector(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  path: string,
  parts: ConnectorParts,
): Promise<void> {
  const method = req.method ?? 'GET';
  let body: Record<string, unknown> = {};
  const finish = (answer: Answer, headers: Record<string, string> = {}): void => {
    parts.calls.push({ method, path, status: answer.status, body });
    if (parts.calls.length > CALLS_KEPT) parts.calls.shift();
    if (answer.status === 0) res.destroy();
    else sendJson(res, answer.status, answer.body, headers);
  };
  const answerCall = (): Answer => {
    requireToken(req, parts);
    return route(method, path, url.searchParams, body, parts);
  };

  try {
    if (method === 'POST' || method === 'PUT') body = await readJsonObject(req);
    const fault = parts.faults.take(method, path);
    if (!fault) return finish(answerCall());
    if (fault.afterwards) answerCall();
    const headers: Record<string, string> =
      fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
    return finish({ status: fault.status, body: describeFault(fault.status) }, headers);
  } catch (error) {
    if (error instanceof ConnectorError) return finish({ status: error.status, body: error.toBody() });
    if (error instanceof RequestRefused)
      return finish({ status: error.status, body: refuseBody(error.message).toBody() });
    throw error;
  }
}

function requireToken(req: IncomingMessage, parts: ConnectorParts): void {
  const token = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
  const claims = token ? parts.issuer.verifyForConnector(token) : undefined;
  if (claims?.aud !== CONNECTOR_AUDIENCE || claims.appid !== parts.botAppId) throw refuseToken();
}

function route(
  method: string,
  path: string,
  query: URLSearchParams,
  body: Record<string, unknown>,
  parts: ConnectorParts,
): Answer {
  const { state } = parts;
  const [version, kind, rawId, collection, rawItem, more] = path.split('/').filter((part) => part !== '');
  const id = decodeURIComponent(rawId ?? '');
  const item = decodeURIComponent(rawItem ?? '');
  if (version === 'v3' && kind === 'teams' && method === 'GET') return answerAboutTeam(state, id, collection);
  if (version !== 'v3' || kind !== 'conversations' || more !== undefined) throw missConversation();
  if (!id) {
    if (method === 'POST') return createConversation(body, parts);
    throw missConversation();
  }

  const place = openPlace(state, id);
  switch (`${method} ${collection ?? ''}${item ? '/item' : ''}`) {
    case 'POST activities':
      return { status: 201, body: { id: postActivity(state, place, body)?.id ?? state.makeMessageId() } };
    case 'POST activities/item':
      return { status: 201, body: { id: postActivity(state, place, body, item)?.id ?? state.makeMessageId() } };
    case 'PUT activities/item':
      editActivity(state, place, item, body);
      return { status: 200, body: { id: item } };
    case 'DELETE activities/item':
      deleteActivity(state, place, item);
      return { status: 200 };
    case 'GET members':
      return { status: 200, body: listMembers(state, place) };
    case 'GET members/item':
      return { status: 200, body: getMember(state, place, item) };
    case 'GET pagedmembers': {
      const trouble = parts.memberTrouble();
      if (trouble) return { status: 200, body: pageTroubled(state, place, query, trouble) };
      return { status: 200, body: pageMembers(state, place, query, parts.largestMemberPage()) };
    }
    default:
      throw missConversation();
  }
}

/** A 1:1 chat with `members`, or with `channelData.channel` a new thread that starts with `activity`. */
function createConversation(body: Record<string, unknown>, { state, serviceUrl }: ConnectorParts): Answer {
  const channelData = isRecord(body.channelData) ? body.channelData : {};
  const channel = isRecord(channelData.channel) ? readString(channelData.channel, 'id') : undefined;
  const activity = isRecord(body.activity) ? body.activity : undefined;
  if (channel) {
    const place = openPlace(state, channel);
    if (!activity) throw refuseBody('Incorrect conversation creation parameters: a thread starts with an activity.');
    const root = postActivity(state, place, { type: 'message', ...activity });
    if (!root) throw refuseBody('A thread starts with a message.');
    return { status: 201, body: { id: nameThread(place.id, root.id), activityId: root.id, serviceUrl } };
  }

  const members = Array.isArray(body.members) ? body.members.filter(isRecord) : [];
  const tenant = isRecord(channelData.tenant) ? readString(channelData.tenant, 'id') : undefined;
  const tenantId = readString(body, 'tenantId') ?? tenant;
  if (body.isGroup === true || members.length !== 1)
    throw refuseBody('Bad format of conversation ID: a 1:1 chat has exactly one member.');
  if (tenantId !== state.world.tenantId) throw refuseBody('Unknown tenant: give tenantId or channelData.tenant.id.');
  const person = state.findPerson(readString(members[0] ?? {}, 'id') ?? '');
  if (!person) throw new ConnectorError(400, 'BadArgument', 'Failed to decrypt pairwise id.');
  const place = { kind: 'personal', id: state.personalIdOf(person), person } as const;
  requireInstalled(state, place);
  const first = activity ? postActivity(state, place, { type: 'message', ...activity }) : undefined;
  return { status: 201, body: { id: place.id, ...(first ? { activityId: first.id } : {}) } };
}

function answerAboutTeam(state: WorldState, teamId: string, collection?: string): Answer {
  const team: PlaygroundTeam | undefined = state.teams.find((one) => one.id === teamId);
  if (!team) throw missConversation();
  if (!state.installedFor.has(team.id))
    throw new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  if (collection === 'conversations') return { status: 200, body: { conversations: team.channels } };
  const { id, name, channels, memberIds } = team;
  return {
    status: 200,
    body: { id, name, aadGroupId: groupIdOf(team), channelCount: channels.length, memberCount: memberIds.length },
  };
}

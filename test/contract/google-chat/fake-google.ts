import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GoogleCard } from '../../../adapters/google-chat/google-card.ts';
import { GoogleState, type StoredMember, type StoredSpace } from './google-state.ts';
import { publishedKeys, readAssertion } from './keys.ts';

/** Google's side on loopback: its keys, its tokens and the Chat API. */
export interface FakeGoogle {
  url: string;
  certsUrl: string;
  tokenUrl: string;
  state: GoogleState;
  /** Makes the addresses of the keys and tokens fail. */
  broken: { certs: boolean; tokens: boolean };
  counts: { certs: number; tokens: number };
  /** Every call to the API. */
  calls: { method: string; path: string; query: URLSearchParams; body: unknown }[];
  close(): Promise<void>;
}

const LARGEST_BYTES = 32_000;
const MOST_WIDGETS = 100;
/** Smaller than any list of a school, so that lists come in pages. */
const MEMBERS_A_PAGE = 2;

/** Starts Google's side. */
export async function startFakeGoogle(): Promise<FakeGoogle> {
  const state = new GoogleState();
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const google: FakeGoogle = {
    url,
    certsUrl: `${url}/certs`,
    tokenUrl: `${url}/token`,
    state,
    broken: { certs: false, tokens: false },
    counts: { certs: 0, tokens: 0 },
    calls: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const text = await readText(request);
    const json = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    if (pathname === '/certs') {
      google.counts.certs += 1;
      if (google.broken.certs) return json(503, {});
      return json(200, publishedKeys(), { 'cache-control': 'public, max-age=21600, must-revalidate' });
    }
    if (pathname === '/token') {
      google.counts.tokens += 1;
      const claims = readAssertion(new URLSearchParams(text).get('assertion') ?? '');
      const right =
        claims?.aud === google.tokenUrl && claims.scope === 'https://www.googleapis.com/auth/chat.bot' && claims.iss;
      if (!right || google.broken.tokens) return json(right ? 500 : 400, { error: 'invalid_grant' });
      const token = `ya29.${randomUUID()}`;
      tokens.add(token);
      return json(200, { access_token: token, expires_in: 3599, token_type: 'Bearer' });
    }
    const method = request.method ?? 'GET';
    const path = decodeURIComponent(pathname.replace(/^\/v1\//, ''));
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
    google.calls.push({ method, path, query: searchParams, body });
    if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) return json(401, {});
    const sends = method !== 'GET';
    if (sends) state.sends += 1;
    const kind = sends ? 'send' : path.endsWith('/members') ? 'members' : null;
    const fault = kind && state.takeFault(kind);
    if (fault?.status === 'hang') return;
    if (fault) {
      const { status, retryAfterSeconds } = fault;
      const wait: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return json(status, { error: { code: status } }, wait);
    }
    const { status, json: answered } = run(state, { method, path, query: searchParams, body: body ?? {} });
    json(status, answered);
  }
  return google;
}

interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}
interface Answered {
  status: number;
  json: unknown;
}

const refuse = (code: number, status: string): Answered => ({ status: code, json: { error: { code, status } } });

function run(state: GoogleState, call: Call): Answered {
  const { method, path, query } = call;
  if (method === 'GET' && path === 'spaces:findDirectMessage') {
    const space = state.personal.get(query.get('name') ?? '');
    return space
      ? { status: 200, json: describeSpace(state.spaces.get(space) as StoredSpace) }
      : refuse(404, 'NOT_FOUND');
  }
  const [, spaceName = '', collection, id] = /^(spaces\/[\w-]+)(?:\/(\w+)(?:\/([\w.-]+))?)?$/.exec(path) ?? [];
  const space = state.spaces.get(spaceName);
  if (!space) return refuse(404, 'NOT_FOUND');
  if (method === 'GET' && !collection) return { status: 200, json: describeSpace(space) };
  if (method === 'GET' && collection === 'members') return { status: 200, json: listMembers(space, query) };
  if (method === 'POST' && collection === 'messages') return createMessage(state, space, call);
  if (method === 'PATCH' && collection === 'messages' && id) return patchMessage(state, call);
  return refuse(400, 'INVALID_ARGUMENT');
}

function createMessage(state: GoogleState, space: StoredSpace, { query, body }: Call): Answered {
  const requestId = query.get('requestId');
  const known = requestId ? state.byRequestId.get(requestId) : undefined;
  if (known) return { status: 200, json: describeMessage(known) };
  if (!isSendable(body)) return refuse(400, 'INVALID_ARGUMENT');
  const thread = (body.thread as { name?: string } | undefined)?.name;
  const exists = state.messages.some((message) => message.space === space.name && message.thread === thread);
  if (query.get('messageReplyOption') === 'REPLY_MESSAGE_OR_FAIL' && !exists) return refuse(404, 'NOT_FOUND');
  const message = state.addMessage(space.name, body, query.get('messageReplyOption') ? thread : undefined);
  if (requestId) state.byRequestId.set(requestId, message);
  return { status: 200, json: describeMessage(message) };
}

function patchMessage(state: GoogleState, { path, query, body }: Call): Answered {
  const message = state.messages.find(({ name }) => name === path);
  if (!message) return refuse(404, 'NOT_FOUND');
  if (query.get('updateMask') !== 'cardsV2' || !isSendable(body)) return refuse(400, 'INVALID_ARGUMENT');
  message.card = (body.cardsV2 as { card: GoogleCard }[])[0]?.card ?? null;
  return { status: 200, json: describeMessage(message) };
}

/** What Google refuses: too large, or a card without content. */
export function isSendable(body: unknown): boolean {
  if (Buffer.byteLength(JSON.stringify(body)) > LARGEST_BYTES) return false;
  const { cardsV2 = [] } = body as { cardsV2?: { card: GoogleCard }[] };
  return cardsV2.every(({ card }) => isShowable(card));
}

/** Whether Google shows a whole card. */
export function isShowable(card: GoogleCard): boolean {
  const widgets = card.sections.reduce((count, section) => count + section.widgets.length, 0);
  const small = Buffer.byteLength(JSON.stringify(card)) <= LARGEST_BYTES && widgets <= MOST_WIDGETS;
  return small && card.sections.length > 0 && card.sections.every((section) => section.widgets.length > 0);
}

function describeMessage({ name, thread, space }: { name: string; thread: string; space: string }): unknown {
  return { name, thread: { name: thread }, space: { name: space }, createTime: '2026-11-10T10:00:00Z' };
}

function describeSpace({ name, spaceType, members, groups, discoverable }: StoredSpace): unknown {
  return {
    name,
    spaceType,
    ...(spaceType === 'DIRECT_MESSAGE' ? { singleUserBotDm: true } : {}),
    spaceThreadingState: spaceType === 'SPACE' ? 'THREADED_MESSAGES' : 'UNTHREADED_MESSAGES',
    ...(spaceType === 'SPACE' ? { accessSettings: { accessState: discoverable ? 'DISCOVERABLE' : 'PRIVATE' } } : {}),
    membershipCount: {
      joinedDirectHumanUserCount: members.filter(({ type }) => type === 'HUMAN').length,
      ...(groups > 0 ? { joinedGroupCount: groups } : {}),
    },
  };
}

/** As an app sees it: no other app, no group's members, and nobody where the list is hidden. */
function listMembers({ name, members, trouble }: StoredSpace, query: URLSearchParams): unknown {
  const humans = members.filter(({ type }) => type === 'HUMAN');
  const visible: StoredMember[] = trouble === 'empty' ? [] : trouble === 'incomplete' ? humans.slice(1) : humans;
  const start = Number(query.get('pageToken') ?? 0);
  const page = visible.slice(start, start + MEMBERS_A_PAGE);
  const next = start + MEMBERS_A_PAGE;
  return {
    ...(page.length > 0
      ? {
          memberships: page.map((member) => ({
            name: `${name}/members/${member.name.replace('users/', '')}`,
            state: 'JOINED',
            role: 'ROLE_MEMBER',
            affiliation: member.affiliation,
            member: { name: member.name, displayName: 'Somebody', type: member.type },
          })),
        }
      : {}),
    ...(next < visible.length ? { nextPageToken: String(next) } : {}),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

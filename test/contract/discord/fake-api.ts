import {
  CHANNEL,
  type DiscordState,
  EPHEMERAL,
  readBody,
  type StoredChannel,
  type StoredMember,
} from './discord-state.ts';

/** One call of the program. */
export interface ApiCall {
  method: string;
  /** Behind `/api/v10`, without the query. */
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  authorised: boolean;
}

/** What the API answers; `hang` never does. */
export interface ApiAnswer {
  status: number | 'hang';
  json?: unknown;
  headers?: Record<string, string>;
}

type Handler = (state: DiscordState, call: ApiCall, ids: string[]) => ApiAnswer;

const refuse = (status: number, code: number): ApiAnswer => ({ status, json: { code, message: 'refused' } });
const NO_CONTENT: ApiAnswer = { status: 204 };
const PAGE = 1000;

const ROUTES: [method: string, path: RegExp, handler: Handler][] = [
  ['POST', /^\/interactions\/(\d+)\/([^/]+)\/callback$/, takeCallback],
  ['POST', /^\/webhooks\/\d+\/([^/]+)$/, takeFollowUp],
  ['DELETE', /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/, removeEphemeral],
  ['POST', /^\/channels\/(\d+)\/messages$/, takeMessage],
  ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, editMessage],
  [
    'GET',
    /^\/channels\/(\d+)$/,
    (state, _, [id]) => withChannel(state, id, (channel) => ok(toChannel(state, channel))),
  ],
  ['PATCH', /^\/channels\/(\d+)$/, changeThread],
  ['POST', /^\/channels\/(\d+)\/threads$/, openThread],
  ['PUT', /^\/channels\/(\d+)\/thread-members\/(\d+)$/, addThreadMember],
  ['POST', /^\/users\/@me\/channels$/, openPersonal],
  ['GET', /^\/users\/@me\/guilds$/, (state) => ok([{ id: state.guildId, name: 'School' }])],
  [
    'GET',
    /^\/guilds\/\d+\/threads\/active$/,
    (state) => {
      const threads = [...state.channels.values()].filter(({ parentId, archived }) => parentId && !archived);
      return ok({ threads: threads.map((thread) => toChannel(state, thread)), members: [] });
    },
  ],
  ['GET', /^\/guilds\/\d+$/, (state) => ok(toGuild(state))],
  ['GET', /^\/guilds\/\d+\/members$/, listMembers],
  ['GET', /^\/guilds\/(\d+)\/members\/(\d+)$/, findMember],
  ['PUT', /^\/applications\/\d+\/(.*)$/, putCommands],
];

/** Answers one call as Discord does. */
export function answerCall(state: DiscordState, call: ApiCall): ApiAnswer {
  const open = call.path.startsWith('/interactions/') || call.path.startsWith('/webhooks/');
  if (!open && !call.authorised) return refuse(401, 0);
  const fault = takeFault(state, call);
  if (fault) return fault;
  for (const [method, path, handler] of ROUTES) {
    const found = method === call.method ? path.exec(call.path) : null;
    if (found) return handler(state, call, found.slice(1));
  }
  return refuse(404, 0);
}

/** The server, as the gateway and the API describe it. */
export function toGuild(state: DiscordState): Record<string, unknown> {
  const roles = new Set(state.members.flatMap((member) => [...member.roles]));
  return {
    id: state.guildId,
    name: 'School',
    owner_id: state.ownerId,
    roles: [
      { id: state.guildId, name: '@everyone', permissions: String(1 << 10) },
      ...[...roles].map((id) => ({ id, name: 'team', permissions: '0' })),
    ].map((role) => ({ ...role, position: 0, color: 0, hoist: false, managed: false, mentionable: false })),
    emojis: [],
    stickers: [],
    features: [],
  };
}

/** A channel, as the gateway and the API describe it. */
export function toChannel(state: DiscordState, channel: StoredChannel): Record<string, unknown> {
  const { id, type, name, parentId, overwrites } = channel;
  if (type === CHANNEL.personal) return { id, type, recipients: [] };
  return {
    id,
    type,
    name,
    guild_id: state.guildId,
    permission_overwrites: overwrites,
    ...(parentId
      ? { parent_id: parentId, owner_id: state.applicationId, thread_metadata: { archived: channel.archived === true } }
      : {}),
  };
}

const ok = (json: unknown): ApiAnswer => ({ status: 200, json });

function takeFault(state: DiscordState, { method, path }: ApiCall): ApiAnswer | null {
  const isSend = method !== 'GET' && /^\/(channels\/\d+\/(messages|threads)|users\/@me\/channels)/.test(path);
  const isMembers = method === 'GET' && /^\/guilds\/\d+\/members$/.test(path);
  if (isSend && path.endsWith('/messages') && method === 'POST') state.sends += 1;
  const kind = isSend ? 'send' : isMembers ? 'members' : null;
  const fault = state.faults.find((each) => each.calls === kind && each.left > 0 && (each.path?.test(path) ?? true));
  if (!fault) return null;
  fault.left -= 1;
  const { status, retryAfterSeconds } = fault;
  if (status !== 429)
    return { status, json: { code: status === 403 ? 50001 : status === 404 ? 10003 : 0, message: 'no' } };
  return {
    status,
    json: { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global: false },
    headers: { 'retry-after': String(retryAfterSeconds), 'x-ratelimit-scope': 'user' },
  };
}

/** Refuses what Discord refuses of every message. */
function checkMessage(body: Record<string, unknown>): ApiAnswer | null {
  const v2 = (Number(body.flags ?? 0) & (1 << 15)) !== 0;
  const mentions = body.allowed_mentions as { parse?: unknown[] } | undefined;
  const text = JSON.stringify(body.components ?? []).match(/"content":"(?:[^"\\]|\\.)*"/g) ?? [];
  const characters = text.reduce((sum, part) => sum + (JSON.parse(part.slice(10)) as string).length, 0);
  if (!v2 || body.content || characters > 4000 || mentions?.parse?.length !== 0) return refuse(400, 50035);
  return null;
}

function takeCallback(state: DiscordState, { body }: ApiCall, [id = '', token = '']: string[]): ApiAnswer {
  const interaction = state.interactions.find((each) => each.id === id && each.token === token);
  if (!interaction) return refuse(404, 10062);
  const { type, data } = body as { type: number; data?: Record<string, unknown> };
  const refused = type === 9 || type === 6 ? null : checkMessage(data ?? {});
  if (refused) return refused;
  state.applyAnswer(interaction, { type, data });
  return NO_CONTENT;
}

function takeFollowUp(state: DiscordState, { body }: ApiCall, [token = '']: string[]): ApiAnswer {
  const interaction = state.interactions.find((each) => each.token === token);
  if (!interaction || !state.outcomes.has(interaction.id)) return refuse(404, 10015);
  if ((Number(body.flags ?? 0) & EPHEMERAL) === 0) return refuse(400, 50035);
  return checkMessage(body) ?? ok({ id: state.keepEphemeral(interaction, body, false).id });
}

function removeEphemeral(state: DiscordState, _: ApiCall, [token = '', id = '']: string[]): ApiAnswer {
  const index = state.ephemeral.findIndex(
    (message) => message.token === token && (id === '@original' ? message.original : message.id === id),
  );
  if (index < 0) return refuse(404, 10008);
  state.ephemeral.splice(index, 1);
  return NO_CONTENT;
}

function takeMessage(state: DiscordState, { body }: ApiCall, [channelId = '']: string[]): ApiAnswer {
  return withChannel(state, channelId, () => {
    const before = state.messages.find(
      (each) => each.channelId === channelId && each.nonce && each.nonce === body.nonce,
    );
    if (before) return ok({ id: before.id, channel_id: channelId });
    return checkMessage(body) ?? ok({ id: state.post(channelId, body).id, channel_id: channelId });
  });
}

function editMessage(state: DiscordState, { body }: ApiCall, [channelId, id]: string[]): ApiAnswer {
  if (state.channels.get(channelId ?? '')?.archived) return refuse(400, 50083);
  const message = state.messages.find((each) => each.channelId === channelId && each.id === id);
  if (!message) return refuse(404, 10008);
  const refused = checkMessage(body);
  if (refused) return refused;
  Object.assign(message, readBody(body));
  return ok({ id, channel_id: channelId });
}

function openThread(state: DiscordState, { body }: ApiCall, [parentId = '']: string[]): ApiAnswer {
  return withChannel(state, parentId, () => {
    if (body.type !== CHANNEL.privateThread || body.invitable !== false) return refuse(400, 50035);
    const thread = state.addChannel({ type: CHANNEL.privateThread, name: String(body.name), parentId });
    return { status: 201, json: toChannel(state, thread) };
  });
}

function changeThread(state: DiscordState, { body }: ApiCall, [threadId]: string[]): ApiAnswer {
  return withChannel(state, threadId, (thread) => {
    thread.archived = body.archived === true;
    return ok(toChannel(state, thread));
  });
}

function addThreadMember(state: DiscordState, _: ApiCall, [threadId, accountId = '']: string[]): ApiAnswer {
  return withChannel(state, threadId, (thread) => {
    thread.memberIds.add(accountId);
    return NO_CONTENT;
  });
}

function openPersonal(state: DiscordState, { body }: ApiCall): ApiAnswer {
  const accountId = String(body.recipient_id);
  if (!state.members.some(({ id }) => id === accountId)) return refuse(400, 50033);
  return ok(toChannel(state, state.personalOf(accountId)));
}

function listMembers(state: DiscordState, { query }: ApiCall): ApiAnswer {
  if (state.brokenMembers === 'empty') return ok([]);
  const after = BigInt(query.get('after') ?? '0');
  const members = [...state.members].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  // What is cut off is what the program may not do without: itself, and with it whoever else.
  const listed = state.brokenMembers === 'incomplete' ? members.filter(({ bot }) => !bot) : members;
  return ok(
    listed
      .filter(({ id }) => BigInt(id) > after)
      .slice(0, Math.min(Number(query.get('limit') ?? 1), PAGE))
      .map(toMember),
  );
}

function findMember(state: DiscordState, _: ApiCall, [guildId, accountId]: string[]): ApiAnswer {
  const member = state.members.find(({ id }) => id === accountId);
  return member && guildId === state.guildId ? ok(toMember(member)) : refuse(404, 10007);
}

function putCommands(state: DiscordState, { body }: ApiCall, [where = '']: string[]): ApiAnswer {
  const commands = body as unknown as unknown[];
  state.commands.set(where, commands);
  return ok(commands.map((command) => ({ id: state.makeId(), ...(command as object) })));
}

function toMember({ id, name, bot, roles }: StoredMember): Record<string, unknown> {
  const user = { id, username: name.toLowerCase().replace(/\W/g, ''), global_name: name, ...(bot ? { bot } : {}) };
  return { user, roles: [...roles], joined_at: '2026-01-04T20:21:10.139000+00:00', deaf: false, mute: false, flags: 0 };
}

function withChannel(
  state: DiscordState,
  id: string | undefined,
  work: (channel: StoredChannel) => ApiAnswer,
): ApiAnswer {
  const channel = state.channels.get(id ?? '');
  return channel ? work(channel) : refuse(404, 10003);
}

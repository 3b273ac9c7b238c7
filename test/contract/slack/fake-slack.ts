import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../driver.ts';
import { type FakeSocketMode, serveSocketMode } from './fake-socket.ts';
import { BOT, type SlackWorkspace } from './workspace.ts';

type Json = Record<string, unknown>;
type Blocks = Json[];

/** A message as it stands now. */
export interface StoredMessage {
  channelId: string;
  ts: string;
  threadTs: string | null;
  text: string;
  blocks: Blocks;
}
/** A message that one person sees. */
export interface EphemeralMessage extends StoredMessage {
  userId: string;
}
/** A dialog as it stands now. */
export interface StoredView {
  id: string;
  hash: string;
  userId: string;
  view: Json;
}

/** Something one person was shown, in the order in which it happened. */
export type Sight =
  | { kind: 'dialog'; userId: string; viewId: string }
  | { kind: 'ephemeral'; userId: string; message: EphemeralMessage }
  | { kind: 'home'; userId: string }
  | { kind: 'posted' | 'updated'; message: StoredMessage };

const SENDS = ['chat.postMessage', 'chat.update'];
const MEMBERS = ['conversations.members'];
const WORDS: Partial<Record<Fault['kind'], string>> = { forbidden: 'not_in_channel', 'not-found': 'channel_not_found' };
const PAGE = 2;

/**
 * What stands between the program and the emulated Web API: remembers what people see, and does what the emulation does not
 * (paged member lists, guests, faults, the addresses that commands and buttons are answered through).
 */
export class FakeSlack {
  readonly calls: { method: string; args: Json }[] = [];
  readonly sights: Sight[] = [];
  readonly messages: StoredMessage[] = [];
  readonly homes = new Map<string, Json>();
  readonly dialogs = new Map<string, StoredView>();
  /** The 1:1 chat of each person with the bot. */
  readonly personal = new Map<string, string>();
  readonly caseMembers: Set<string>;
  readonly socketMode: FakeSocketMode;
  brokenMembers: 'empty' | 'incomplete' | null = null;
  readonly #workspace: SlackWorkspace;
  readonly #server: Server;
  readonly #faults: Fault[] = [];
  readonly #triggers = new Map<string, string>();
  readonly #answers = new Map<string, { userId: string; channelId: string; message: StoredMessage | null }>();

  private constructor(workspace: SlackWorkspace) {
    this.#workspace = workspace;
    this.caseMembers = new Set([...workspace.caseMembers, BOT.userId]);
    this.#server = createServer((request, response) => {
      void this.#serve(request, response).catch(() => response.writeHead(500).end());
    });
    this.socketMode = serveSocketMode(this.#server);
  }

  /** Starts the server on loopback. */
  static async start(workspace: SlackWorkspace): Promise<FakeSlack> {
    const fake = new FakeSlack(workspace);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  /** A trigger as a command or button carries it: good once, for three seconds. */
  async issueTrigger(userId: string, viewId?: string): Promise<string> {
    const args = { user_id: userId, ...(viewId ? { view_id: viewId } : {}) };
    const { trigger_id } = await this.#workspace.callAsBot('views.generateTriggerId', args);
    this.#triggers.set(String(trigger_id), userId);
    return String(trigger_id);
  }

  /** An address through which a command or button can be answered. */
  issueResponseUrl(userId: string, channelId: string, message: StoredMessage | null): string {
    const id = `${this.#answers.size + 1}`;
    this.#answers.set(id, { userId, channelId, message });
    return `${this.origin}/respond/${id}`;
  }

  fault(fault: Fault): void {
    this.#faults.push({ ...fault });
  }

  sends(): number {
    return this.calls.filter(({ method }) => SENDS.includes(method)).length;
  }

  /** Puts a view in place of a dialog, as the answer to its sending asks for. */
  async updateDialog(viewId: string, view: Json): Promise<void> {
    const updated = await this.#workspace.callAsBot('views.update', { view_id: viewId, view });
    this.#keepDialog(this.dialogs.get(viewId)?.userId ?? '', updated.view as Json, view);
  }

  /** A message that one person sees and nobody else. */
  keepEphemeral(userId: string, channelId: string, message: Json, threadTs: string | null = null): EphemeralMessage {
    const ts = `${Math.floor(Date.now() / 1000)}.9${String(this.sights.length).padStart(5, '0')}`;
    const kept = { userId, channelId, ts, threadTs, text: String(message.text ?? ''), blocks: blocksOf(message) };
    this.sights.push({ kind: 'ephemeral', userId, message: kept });
    return kept;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const path = request.url ?? '/';
    const answerId = /^\/respond\/(\w+)$/.exec(path)?.[1];
    if (answerId) return this.#respond(answerId, JSON.parse(body.toString('utf8')) as Json, response);
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (!method) return this.#forward(request, body, response);
    const args = readArguments(request.headers['content-type'] ?? '', body);
    this.calls.push({ method, args });
    const fault = this.#takeFault(method);
    if (fault) return failWith(fault, request, response);
    if (method === 'apps.connections.open')
      return answerJson(response, { ok: true, url: `${this.origin.replace('http:', 'ws:')}/link` });
    if (method === 'conversations.members' && args.channel === this.#workspace.casesChannel)
      return answerJson(response, this.#listMembers(String(args.cursor ?? '')));
    const answer = await this.#ask(request, body);
    if (answer.ok === true) this.#remember(method, args, answer);
    return answerJson(response, method === 'users.info' ? this.#markGuest(answer) : answer);
  }

  async #ask(request: IncomingMessage, body: Buffer): Promise<Json> {
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    const headers = { authorization, 'content-type': contentType };
    const response = await fetch(`${this.#workspace.url}${request.url}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    return (await response.json()) as Json;
  }

  async #forward(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const answer = await fetch(`${this.#workspace.url}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': request.headers['content-type'] ?? 'text/plain' },
      redirect: 'manual',
      ...(request.method === 'POST' ? { body: new Uint8Array(body) } : {}),
    });
    const location = answer.headers.get('location');
    response.writeHead(answer.status, location ? { location } : {}).end(await answer.text());
  }

  #remember(method: string, args: Json, answer: Json): void {
    const view = (typeof args.view === 'string' ? JSON.parse(args.view) : args.view) as Json;
    switch (method) {
      case 'conversations.open':
        this.personal.set(String(args.users), (answer.channel as { id: string }).id);
        return;
      case 'chat.postMessage': {
        const [channelId, ts] = [String(answer.channel), String(answer.ts)];
        if (String(args.channel).startsWith('U')) this.personal.set(String(args.channel), channelId);
        const threadTs = args.thread_ts ? String(args.thread_ts) : null;
        const message = { channelId, ts, threadTs, text: String(args.text), blocks: blocksOf(args) };
        this.messages.push(message);
        this.sights.push({ kind: 'posted', message });
        return;
      }
      case 'chat.update': {
        const message = this.messages.find(({ channelId, ts }) => channelId === args.channel && ts === args.ts);
        if (!message) return;
        Object.assign(message, { text: String(args.text), blocks: blocksOf(args) });
        this.sights.push({ kind: 'updated', message });
        return;
      }
      case 'chat.postEphemeral':
        this.keepEphemeral(
          String(args.user),
          String(args.channel),
          args,
          args.thread_ts ? String(args.thread_ts) : null,
        );
        return;
      case 'views.open':
      case 'views.push':
        this.#keepDialog(this.#triggers.get(String(args.trigger_id)) ?? '', answer.view as Json, view);
        return;
      case 'views.update':
        this.#keepDialog(this.dialogs.get(String(args.view_id))?.userId ?? '', answer.view as Json, view);
        return;
      case 'views.publish':
        this.homes.set(String(args.user_id), view);
        this.sights.push({ kind: 'home', userId: String(args.user_id) });
        return;
    }
  }

  #keepDialog(userId: string, stored: Json, view: Json): void {
    const viewId = String(stored.id);
    this.dialogs.set(viewId, { id: viewId, hash: String(stored.hash), userId, view });
    this.sights.push({ kind: 'dialog', userId, viewId });
  }

  /** What the program sends to the address that came with a command or button. */
  #respond(id: string, body: Json, response: ServerResponse): void {
    const known = this.#answers.get(id);
    if (!known) return void response.writeHead(404).end('expired_url');
    this.calls.push({ method: 'response_url', args: body });
    if (body.replace_original === true && known.message) {
      Object.assign(known.message, { text: String(body.text), blocks: blocksOf(body) });
      this.sights.push({ kind: 'updated', message: known.message });
    } else this.keepEphemeral(known.userId, known.channelId, body);
    response.writeHead(200).end('ok');
  }

  #takeFault(method: string): Fault | null {
    const index = this.#faults.findIndex(({ calls }) => (calls === 'send' ? SENDS : MEMBERS).includes(method));
    const fault = this.#faults[index];
    if (!fault) return null;
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.#faults.splice(index, 1);
    }
    return fault;
  }

  #listMembers(cursor: string): Json {
    const all = [...this.caseMembers];
    if (this.brokenMembers === 'empty') return { ok: true, members: [], response_metadata: { next_cursor: '' } };
    const from = cursor === '' ? 0 : Number(cursor);
    if (this.brokenMembers === 'incomplete' && from > 0) return { ok: false, error: 'fetch_members_failed' };
    const next = from + PAGE < all.length ? String(from + PAGE) : '';
    return { ok: true, members: all.slice(from, from + PAGE), response_metadata: { next_cursor: next } };
  }

  #markGuest(answer: Json): Json {
    const user = answer.user as Json | undefined;
    if (!user || !this.#workspace.guestIds.includes(String(user.id))) return answer;
    return { ...answer, user: { ...user, is_restricted: true, is_ultra_restricted: true } };
  }
}

function blocksOf({ blocks = '[]' }: Json): Blocks {
  return (typeof blocks === 'string' ? JSON.parse(blocks) : blocks) as Blocks;
}

function readArguments(contentType: string, body: Buffer): Json {
  const text = body.toString('utf8');
  if (contentType.includes('application/json')) return JSON.parse(text || '{}') as Json;
  return Object.fromEntries(new URLSearchParams(text));
}

function failWith(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  // A connection that is dropped stands for one that never answers: both end as "no answer", and nobody has to wait.
  if (fault.kind === 'hang') return void request.socket.destroy();
  if (fault.kind === 'rate-limited')
    return void response.writeHead(429, { 'retry-after': String(fault.retryAfterSeconds ?? 1) }).end();
  if (fault.kind === 'server-error') return void response.writeHead(503).end('upstream');
  answerJson(response, { ok: false, error: WORDS[fault.kind] });
}

function answerJson(response: ServerResponse, body: Json): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

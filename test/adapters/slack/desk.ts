import { createSlackAdapter, type SlackSettings } from '../../../adapters/slack/index.ts';
import { describe } from '../../../cards/describe.ts';
import type { InboundEvent, Origin } from '../../../src/core/events.ts';
import type { Installations } from '../../../src/core/ports.ts';
import { nothing, type Reply } from '../../../src/core/replies.ts';
import { StoreUnavailable } from '../../../src/core/store-port.ts';
import type { RawResponse } from '../../../src/http-types.ts';
import { createLog } from '../../../src/log.ts';
import { makeInteraction, type SlackRequest, signRequest } from '../../contract/slack/payloads.ts';
import { type FakeWebApi, startFakeWebApi } from './fake-web-api.ts';

type Json = Record<string, unknown>;

/** The secret of these tests. */
export const SECRET = 'test-signing-secret';
const FORM = 'application/x-www-form-urlencoded';

/** The adapter alone, between a fake Web API and a core that answers as it is told. */
export interface SlackDesk {
  api: FakeWebApi;
  adapter: ReturnType<typeof createSlackAdapter>;
  events: InboundEvent[];
  forgotten: Origin[];
  logLines: string[];
  outbound: { kind: string; json: Json }[];
  kept: Map<string, Record<string, string>>;
  /** How the store of installations is. */
  store: { is: 'there' | 'away' | 'silent' };
  /** What the core answers from now on. */
  answers(reply: Reply | ((event: InboundEvent) => Promise<Reply>)): void;
  post(request: SlackRequest): Promise<RawResponse>;
  interacts(payload: Json): Promise<RawResponse>;
  tells(event: Json): Promise<RawResponse>;
  get(path: string, more?: { query?: string; cookie?: string }): Promise<RawResponse>;
  close(): Promise<void>;
}

/** Puts the adapter between the two. */
export async function openSlackDesk(change: Partial<SlackSettings> = {}): Promise<SlackDesk> {
  const api = await startFakeWebApi();
  const events: InboundEvent[] = [];
  const forgotten: Origin[] = [];
  const logLines: string[] = [];
  const outbound: SlackDesk['outbound'] = [];
  const kept: SlackDesk['kept'] = new Map();
  const store: SlackDesk['store'] = { is: 'there' };
  let core: (event: InboundEvent) => Promise<Reply> = async () => nothing;
  const installations: Installations = {
    save: async (id, secrets) => void kept.set(id, secrets),
    find: async (id) => {
      if (store.is === 'away') throw new StoreUnavailable();
      if (store.is === 'silent') await new Promise(() => undefined);
      return kept.get(id) ?? null;
    },
    remove: async (id) => void kept.delete(id),
  };
  const settings: SlackSettings = {
    botToken: 'xoxb-test',
    signingSecret: SECRET,
    appToken: null,
    oauth: null,
    apiUrl: api.url,
    ...change,
  };
  const adapter = createSlackAdapter(settings, {
    handle: (event) => {
      events.push(event);
      return core(event);
    },
    describe,
    log: createLog('trace', (line) => logLines.push(line)),
    forgetDelivery: async (origin) => void forgotten.push(origin),
    onOutbound: (kind, json) => outbound.push({ kind, json: json as Json }),
    installations,
  });
  await adapter.start?.();
  const handle = (method: string, path: string, request: Parameters<(typeof adapter.routes)[0]['handle']>[0]) => {
    const route = adapter.routes.find((each) => each.method === method && each.path === path);
    if (!route) throw new Error(`no route ${method} ${path}`);
    return route.handle(request);
  };
  const post = ({ body, headers }: SlackRequest) =>
    handle('POST', '/slack/events', { headers, body: Buffer.from(body), query: '', remoteAddress: '127.0.0.1' });
  return {
    api,
    adapter,
    events,
    forgotten,
    logLines,
    outbound,
    kept,
    store,
    answers: (reply) => {
      core = typeof reply === 'function' ? reply : async () => reply;
    },
    post,
    interacts: (payload) => post(signRequest(makeInteraction(payload), FORM, SECRET)),
    tells: (event) => post(signRequest(JSON.stringify(event), 'application/json', SECRET)),
    get: (path, { query = '', cookie } = {}) =>
      handle('GET', path, { headers: { cookie }, body: Buffer.alloc(0), query, remoteAddress: '127.0.0.1' }),
    close: async () => {
      await adapter.stop?.();
      await api.close();
    },
  };
}

import { createDiscordAdapter } from '../../../adapters/discord/index.ts';
import type { Adapter } from '../../../adapters/shared/adapter.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { InboundEvent } from '../../../src/core/events.ts';
import type { ReportFormView } from '../../../src/core/form-views.ts';
import type { Draft, Drafts } from '../../../src/core/ports.ts';
import type { Reply } from '../../../src/core/replies.ts';
import type { ReceiptView } from '../../../src/core/views.ts';
import type { RawResponse } from '../../../src/http-types.ts';
import { createLog } from '../../../src/log.ts';
import { CHANNEL, DiscordState } from '../../contract/discord/discord-state.ts';
import { startFakeDiscord } from '../../contract/discord/fake-discord.ts';
import { makeDiscordKeys, signRequest } from '../../contract/discord/keys.ts';
import { IDS, readRaw } from './fixtures.ts';

const contacts = { duty: null, childrensSocialCare: null, outOfHours: null };
const school = { name: 'School', demo: false };

/** The form as the core opens it. */
export const FORM_VIEW: ReportFormView = {
  name: 'report-form',
  school,
  variant: 'report',
  formKey: IDS.key,
  values: { date: '2026-11-10' },
  errors: {},
  problem: null,
  people: [{ id: 'p1', name: 'Hope Head', jobTitle: 'Headteacher' }],
  schools: [],
  contacts,
};

/** What the core answers to a form that is recorded. */
export const RECEIPT: ReceiptView = {
  name: 'receipt',
  school,
  reportId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0014',
  reference: 'ES-2026-0014',
  readers: ['Designated safeguarding lead'],
  notReadUntil: null,
  immediate: false,
  restricted: false,
  recordedAt: '2026-11-10T10:00:00.000Z',
  child: null,
  contacts,
};

/** The adapter by itself, with a fake Discord, drafts in memory, and a core that the test decides about. */
export interface DiscordDesk {
  adapter: Adapter;
  state: DiscordState;
  /** Where the fake Discord is, for another process. */
  apiUrl: string;
  botToken: string;
  events: InboundEvent[];
  drafts: Map<string, Draft>;
  outbound: { kind: string; json: unknown }[];
  logLines: string[];
  /** What the core answers from now on. */
  answers(handle: (event: InboundEvent) => Promise<Reply> | Reply): void;
  /** From now on drafts are out of reach, or only their reading is. */
  breakDrafts(what?: 'all' | 'reading'): void;
  /** Drafts are there again. */
  mendDrafts(): void;
  /** From now on a draft is saved when this says so. */
  slowSaves(until: Promise<void>): void;
  /** Sends a recorded interaction, changed where the test wants it, with Discord's signature. */
  send(name: string, change?: Record<string, unknown>, headers?: Record<string, string>): Promise<RawResponse>;
  close(): Promise<void>;
}

/** Opens the adapter over HTTP. */
export async function openDiscordDesk(): Promise<DiscordDesk> {
  const state = new DiscordState(IDS.guild, IDS.application);
  state.ownerId = IDS.account;
  state.members.push({ id: IDS.account, name: 'Dana Lead', bot: false, roles: new Set() });
  state.members.push({ id: IDS.application, name: 'e-safety', bot: true, roles: new Set() });
  state.addChannel({ id: IDS.channel, type: CHANNEL.text, name: 'cases' });
  const fake = await startFakeDiscord(state);
  const keys = makeDiscordKeys();
  const events: InboundEvent[] = [];
  const kept = new Map<string, Draft>();
  const outbound: DiscordDesk['outbound'] = [];
  const logLines: string[] = [];
  let handle: (event: InboundEvent) => Promise<Reply> | Reply = () => ({ kind: 'nothing' });
  let broken: 'all' | 'reading' | null = null;
  let mayBeSaved: Promise<void> = Promise.resolve();
  const refuse = async (reading = false): Promise<void> => {
    if (broken === 'all' || (broken && reading)) throw new Error('drafts are away');
  };
  const drafts: Drafts = {
    save: (_, key, draft) => mayBeSaved.then(() => refuse()).then(() => void kept.set(key, draft)),
    find: (_, key) => refuse(true).then(() => kept.get(key) ?? null),
    forget: (_, key) => refuse().then(() => void kept.delete(key)),
  };
  const adapter = createDiscordAdapter(
    {
      applicationId: IDS.application,
      publicKey: keys.publicKeyHex,
      botToken: fake.botToken,
      apiUrl: fake.apiUrl,
    },
    {
      handle: async (event) => {
        events.push(event);
        return handle(event);
      },
      describe: describeView,
      forgetDelivery: async () => undefined,
      log: createLog('trace', (line) => logLines.push(line)),
      onOutbound: (kind, json) => outbound.push({ kind, json }),
      drafts,
    },
  );
  const [route] = adapter.routes;
  return {
    adapter,
    state,
    apiUrl: fake.apiUrl,
    botToken: fake.botToken,
    events,
    drafts: kept,
    outbound,
    logLines,
    answers: (next) => {
      handle = next;
    },
    breakDrafts: (what = 'all') => {
      broken = what;
    },
    mendDrafts: () => {
      broken = null;
    },
    slowSaves: (until) => {
      mayBeSaved = until;
    },
    async send(name, change = {}, headers) {
      const unique = state.makeId();
      const raw = { ...readRaw(name), id: unique, token: `token-${unique}`, ...change } as {
        id: string;
        token: string;
        channel_id?: string;
      };
      const { id, token, channel_id: channelId = IDS.channel } = raw;
      const message = (raw as { message?: { id: string } }).message;
      const stored = { id, token, accountId: IDS.account, channelId, ...(message ? { messageId: message.id } : {}) };
      state.interactions.push(stored);
      const body = JSON.stringify(raw);
      const response = await (route as (typeof adapter.routes)[0]).handle({
        headers: headers ?? signRequest(keys, body),
        body: Buffer.from(body),
        query: '',
        remoteAddress: '127.0.0.1',
      });
      if (response.status === 200 && response.body) state.applyAnswer(stored, JSON.parse(String(response.body)));
      return response;
    },
    close: async () => {
      await adapter.stop?.();
      await fake.close();
    },
  };
}

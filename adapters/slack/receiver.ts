import { parse as parseForm } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { RawRequest, RawResponse } from '../../src/http-types.ts';
import { describeError, type Log } from '../../src/log.ts';
import { LATE, withinTime } from '../shared/within-time.ts';
import { isOrganisationWide, type Payload, teamOf } from './payload.ts';
import { isSigned } from './signature.ts';
import { ORGANISATION_INSTALL } from './words.ts';
import type { Workspaces } from './workspaces.ts';

/** One delivery on its way through Bolt: the listener leaves its answer here. */
export interface Delivery {
  /** The body of the answer; undefined is an empty one. */
  answer?: Record<string, unknown>;
  /** Nobody could be answered: the platform is asked to deliver it again. */
  failed: boolean;
  /** Slack was answered already, because it waits no longer: what comes now has to be sent. */
  late: boolean;
}

/** What Slack is told of a delivery. */
export interface Outcome {
  status: number;
  body?: Record<string, unknown>;
}

/** Slack waits three seconds; the way there and back takes some of them. */
const ANSWER_WITHIN_MILLISECONDS = 2800;

/** What receiving works with. */
export interface ReceiverParts {
  signingSecret: string | null;
  workspaces: Workspaces;
  /**
   * Says to a person in words why a payload was not served, where that can be done; answers the body of the answer. Never throws.
   * @param words null for those of a failure
   */
  refuse(payload: Payload, words: string | null): Promise<Record<string, unknown> | undefined>;
  log: Log;
  /** For tests of the time limit of signatures. */
  nowSeconds?: () => number;
}

/** Takes Slack's requests from the program's own server to Bolt: one body, read and verified once. */
export class SlackReceiver implements Receiver {
  readonly #parts: ReceiverParts;
  #app: App | null = null;
  /** Events under way, by id: a redelivery waits for the first and is answered like it. */
  readonly #underWay = new Map<string, { delivery: Delivery; work: Promise<void> }>();

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** The program's server listens, not Bolt. */
  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** Answers one request. */
  async handle(request: RawRequest): Promise<RawResponse> {
    const { signingSecret, log, nowSeconds = () => Math.floor(Date.now() / 1000) } = this.#parts;
    if (signingSecret === null || !isSigned(request, signingSecret, nowSeconds())) {
      log.warn('request refused', { platform: 'slack', status: 401 });
      return { status: 401 };
    }
    const payload = readPayload(request);
    if (!payload) return { status: 400 };
    if (payload.type === 'url_verification')
      return typeof payload.challenge === 'string' ? { status: 200, body: payload.challenge } : { status: 400 };
    if ('ssl_check' in payload) return { status: 200 };
    return respond(await this.deliver(payload));
  }

  /** Takes a verified payload through Bolt, however it came. Never throws. */
  async deliver(payload: Payload): Promise<Outcome> {
    const { workspaces, log } = this.#parts;
    const until = Date.now() + ANSWER_WITHIN_MILLISECONDS;
    // Its token would reach every workspace of the organisation, and the core knows schools by their own.
    if (isOrganisationWide(payload)) return this.#refuse(payload, until, 403, ORGANISATION_INSTALL);
    const teamId = teamOf(payload);
    const known = teamId === null ? null : await workspaces.find(teamId).catch(() => undefined);
    if (known === null) {
      log.warn('request refused', { platform: 'slack', status: 403 });
      return { status: 403 };
    }
    if (known === undefined) return this.#refuse(payload, until, 503, null);
    const { delivery, work } = this.#begin(payload);
    if ((await withinTime(work, until - Date.now())) === LATE) {
      delivery.late = true;
      log.warn('answer late', { platform: 'slack', milliseconds: ANSWER_WITHIN_MILLISECONDS });
      // An empty answer would close the dialog, and what was typed with it; Slack keeps it open after a failure. Of an event
      // Slack asks again, so that one whose answer fails in the end is not lost.
      return { status: payload.type === 'view_submission' || payload.type === 'event_callback' ? 503 : 200 };
    }
    if (delivery.failed) return { status: 503 };
    return delivery.answer ? { status: 200, body: delivery.answer } : { status: 200 };
  }

  /** What is not served is said to be so, where Slack shows words; elsewhere it shows an error of its own. */
  async #refuse(payload: Payload, until: number, status: number, words: string | null): Promise<Outcome> {
    const { refuse, log } = this.#parts;
    log.warn('request refused', { platform: 'slack', status });
    const body = await withinTime(refuse(payload, words), until - Date.now());
    return body && body !== LATE ? { status: 200, body } : { status };
  }

  /** Starts on a payload. While an event is under way, the same once more is no other. */
  #begin(payload: Payload): { delivery: Delivery; work: Promise<void> } {
    const id = payload.type === 'event_callback' && typeof payload.event_id === 'string' ? payload.event_id : null;
    const running = id === null ? undefined : this.#underWay.get(id);
    if (running) return running;
    const delivery: Delivery = { failed: false, late: false };
    const begun = { delivery, work: this.#process(payload, delivery) };
    if (id !== null) {
      this.#underWay.set(id, begun);
      void begun.work.finally(() => this.#underWay.delete(id));
    }
    return begun;
  }

  async #process(body: Payload, delivery: Delivery): Promise<void> {
    try {
      // Bolt acknowledges some events before they are handled; Slack is answered when this is over.
      await this.#app?.processEvent({ body, ack: async () => undefined, customProperties: { delivery } });
    } catch (error) {
      delivery.failed = true;
      this.#parts.log.error('event failed', { platform: 'slack', ...describeError(error) });
    }
  }
}

function readPayload({ headers, body }: RawRequest): Payload | null {
  try {
    const text = body.toString('utf8');
    if (headers['content-type']?.startsWith('application/json')) return asPayload(JSON.parse(text));
    // A sent form brings its whole view along: as the only field it is decoded in one go, which is several times faster.
    if (text.startsWith('payload=') && !text.includes('&'))
      return asPayload(JSON.parse(decodeURIComponent(text.slice('payload='.length).replaceAll('+', ' '))));
    const form = parseForm(text);
    return typeof form.payload === 'string' ? asPayload(JSON.parse(form.payload)) : { ...form };
  } catch {
    return null;
  }
}

const asPayload = (value: unknown): Payload | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null;

function respond({ status, body }: Outcome): RawResponse {
  if (!body) return { status };
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

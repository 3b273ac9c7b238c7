import { parse as parseForm } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { RawRequest, RawResponse } from '../../src/http-types.ts';
import { describeError, type Log } from '../../src/log.ts';
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
  log: Log;
  /** For tests of the time limit of signatures. */
  nowSeconds?: () => number;
}

/** Takes Slack's requests from the program's own server to Bolt: one body, read and verified once. */
export class SlackReceiver implements Receiver {
  readonly #parts: ReceiverParts;
  #app: App | null = null;

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
    if (isOrganisationWide(payload)) {
      // Its token would reach every workspace of the organisation, and the core knows schools by their own.
      const words = { response_type: 'ephemeral', text: ORGANISATION_INSTALL };
      return typeof payload.command === 'string' ? { status: 200, body: words } : { status: 403 };
    }
    const teamId = teamOf(payload);
    const known = teamId === null ? null : await workspaces.find(teamId).catch(() => undefined);
    if (known === null) {
      log.warn('request refused', { platform: 'slack', status: 403 });
      return { status: 403 };
    }
    if (known === undefined) return { status: 503 };
    const delivery: Delivery = { failed: false, late: false };
    const work = this.#process(payload, delivery);
    if (!(await endsWithin(work, ANSWER_WITHIN_MILLISECONDS))) {
      delivery.late = true;
      log.warn('answer late', { platform: 'slack', milliseconds: ANSWER_WITHIN_MILLISECONDS });
      // An empty answer would close the dialog, and what was typed with it; Slack keeps it open after a failure.
      return { status: payload.type === 'view_submission' ? 503 : 200 };
    }
    if (delivery.failed) return { status: 503 };
    return delivery.answer ? { status: 200, body: delivery.answer } : { status: 200 };
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

async function endsWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}

import { reportButton } from '../../cards/buttons.ts';
import type { Showable } from '../../cards/model.ts';
import { type Reply, show } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import type { RawRequest, RawResponse } from '../../src/http-types.ts';
import { describeError } from '../../src/log.ts';
import type { Adapter, AdapterDeps } from '../shared/adapter.ts';
import { askCore } from '../shared/ask-core.ts';
import { lastWords, viewWhenFailed } from '../shared/failed.ts';
import { type IncomingActivity, incomingActivity, tenantOf } from './activity.ts';
import {
  type AnswerBody,
  type AnswerParts,
  answerEvent,
  answerIgnored,
  answerInWords,
  sendPrivately,
} from './answer.ts';
import { createAuthenticate } from './auth.ts';
import { createConnector } from './connector.ts';
import { asDemoTenant } from './local-client.ts';
import { type Parsed, parseActivity } from './parse.ts';
import { createTeamsChat } from './send.ts';
import type { TeamsSettings } from './settings.ts';
import { createTokenSource } from './token.ts';

export type { TeamsSettings } from './settings.ts';

/** The global address of Teams' connector, good for any tenant of the public cloud that has the app. */
const PUBLIC_SERVICE_URL = 'https://smba.trafficmanager.net/teams/';
/** Teams gives up on a button or dialog after 15 seconds and shows an error of its own that says nothing about saving. */
const ANSWER_WITHIN_SECONDS = 8;

/** Joins Teams to the core: the endpoint that Teams calls, and the chat port. */
export function createTeamsAdapter(settings: TeamsSettings, deps: AdapterDeps): Adapter {
  const { log } = deps;
  const describe = (view: View): Showable => addWayIn(view, deps.describe(view));
  const authenticate = createAuthenticate(settings);
  const serviceUrls = new Map<string, string>();
  const publicCloud = settings.tokenIssuer === 'https://api.botframework.com';
  const chat = createTeamsChat({
    connector: createConnector(settings, createTokenSource(settings), deps.onOutbound),
    describe,
    serviceUrlOf: (tenantId) =>
      serviceUrls.get(tenantId) ?? settings.defaultServiceUrl ?? (publicCloud ? PUBLIC_SERVICE_URL : null),
    botId: `28:${settings.appId}`,
  });
  const parts: AnswerParts = { chat, describe, onOutbound: deps.onOutbound };
  const limitMilliseconds = (settings.answerWithinSeconds ?? ANSWER_WITHIN_SECONDS) * 1000;

  async function handleRequest(request: RawRequest): Promise<RawResponse> {
    const received = readActivity(request.body);
    if (!received) return { status: 400 };
    const { anonymousLoopback, tenantId: demoTenantId } = settings;
    const activity = anonymousLoopback && demoTenantId ? asDemoTenant(received, demoTenantId) : received;
    const verdict = await authenticate(request, activity);
    if (verdict !== 'accepted') {
      log.warn('request refused', { platform: 'teams', status: verdict === 'refused' ? 401 : 503 });
      return { status: verdict === 'refused' ? 401 : 503 };
    }
    const tenantId = tenantOf(activity);
    if (tenantId) serviceUrls.set(tenantId, activity.serviceUrl);
    const parsed = parseActivity(activity);
    if (parsed.kind === 'ignored') return respond(answerIgnored(parsed.via));
    return answer(parsed);
  }

  async function answer({ event, via }: Extract<Parsed, { kind: 'event' }>): Promise<RawResponse> {
    const reply = await askCore(event, deps, {
      platform: 'teams',
      limitMilliseconds,
      sendPrivately: (acted, view) => sendPrivately(acted, view, parts),
    });
    try {
      return respond(await answerEvent({ event, via, reply }, parts));
    } catch (error) {
      log.error('answer failed', { platform: 'teams', ...describeError(error) });
      // Nobody waits for the answer to an installation; a message that found no way back is an outage to Teams too.
      if (via === 'update') return { status: 200 };
      if (via === 'message') {
        // Teams sends it again, and then it must not count as seen.
        await deps.forgetDelivery(event.origin).catch(() => undefined);
        return { status: 503 };
      }
      // What was recorded is said to be so, even where its card could not be drawn.
      if (reply.kind !== 'nothing' && reply.view.name === 'receipt') {
        return respond(answerInWords(via, `Recorded as ${reply.view.reference}`));
      }
    }
    try {
      // A button's failure is private and never takes the place of a card that others see.
      const reply: Reply =
        event.kind === 'press'
          ? show(viewWhenFailed(event))
          : { kind: 'replace', view: viewWhenFailed({ kind: 'joined', origin: event.origin }) };
      return respond(await answerEvent({ event, via, reply }, parts));
    } catch (error) {
      log.error('answer failed', { platform: 'teams', ...describeError(error) });
      return respond(answerInWords(via, lastWords(event)));
    }
  }

  return { chat, routes: [{ method: 'POST', path: '/api/messages', handle: handleRequest }] };
}

/** Who cannot be written to 1:1 can still report from where they are: a dialog is as private as a 1:1 chat. */
function addWayIn(view: View, showable: Showable): Showable {
  const stuck = view.name === 'notice' && view.notice === 'cannot-message-you';
  if (!stuck || showable.kind !== 'card' || showable.actions.length > 0) return showable;
  return { ...showable, actions: [reportButton] };
}

function readActivity(body: Buffer): IncomingActivity | null {
  try {
    return incomingActivity.safeParse(JSON.parse(body.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function respond(body: AnswerBody): RawResponse {
  if (!body) return { status: 200 };
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

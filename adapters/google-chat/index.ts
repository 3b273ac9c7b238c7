import type { Showable } from '../../cards/model.ts';
import { type Reply, show } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import type { RawRequest, RawResponse } from '../../src/http-types.ts';
import { describeError } from '../../src/log.ts';
import type { Adapter, AdapterDeps } from '../shared/adapter.ts';
import { askCore } from '../shared/ask-core.ts';
import { lastWords, viewWhenFailed } from '../shared/failed.ts';
import { type AnswerParts, addLine, answerEvent, answerInWords, sendPrivately } from './answer.ts';
import { createAuthenticate } from './auth.ts';
import { createChatApi } from './chat-api.ts';
import { readCredentials } from './credentials.ts';
import { type AnswerBody, NO_ANSWER } from './envelope.ts';
import { readIncomingEvent } from './event.ts';
import { type Parsed, parseEvent } from './parse.ts';
import { createPeople } from './people.ts';
import { decodePlace } from './refs.ts';
import { createGoogleChat } from './send.ts';
import { type GoogleChatSettings, readAudience } from './settings.ts';
import { createTokenSource } from './token.ts';
import { WORDS } from './words.ts';

export type { GoogleChatSettings } from './settings.ts';

/** Google Chat waits 30 seconds and then shows an error of its own that says nothing about saving. */
const ANSWER_WITHIN_SECONDS = 8;
/** What a button calls where no address is known; Google Chat hands it back and nobody reads it. */
const ANY_FUNCTION = 'esafety';

/** Joins Google Chat to the core: the endpoint that Google calls, and the chat port. Throws for settings that cannot work. */
export function createGoogleChatAdapter(settings: GoogleChatSettings, deps: AdapterDeps): Adapter {
  const { log, describe, onOutbound } = deps;
  const authenticate = createAuthenticate(settings);
  const people = createPeople();
  const api = createChatApi(settings.apiUrl, createTokenSource(readCredentials(settings.credentialsFile)), onOutbound);
  const buttonFunction = readAudience(settings.audience).url ?? ANY_FUNCTION;
  const chat = createGoogleChat({ api, describe, people, buttonFunction });
  const limitMilliseconds = (settings.answerWithinSeconds ?? ANSWER_WITHIN_SECONDS) * 1000;

  async function handleRequest(request: RawRequest): Promise<RawResponse> {
    const verdict = await authenticate(request);
    if (verdict !== 'accepted') {
      log.warn('request refused', { platform: 'google-chat', status: verdict === 'refused' ? 401 : 503 });
      return { status: verdict === 'refused' ? 401 : 503 };
    }
    const incoming = readIncomingEvent(parseJson(request.body));
    if (!incoming) return { status: 400 };
    const parsed = parseEvent(incoming);
    if (parsed.kind === 'ignored') return respond(NO_ANSWER);
    if (!(await isOwnChat(parsed))) return respond(NO_ANSWER);
    people.see(incoming.user);
    return respond(await answer(parsed));
  }

  /**
   * An administrator may install the app for somebody else: then whoever the event names must not be taken for the owner of
   * the 1:1 chat it tells of, or what is meant for the one would be written to the other.
   */
  async function isOwnChat({ event }: Extract<Parsed, { kind: 'event' }>): Promise<boolean> {
    const { place, accountId } = event.origin;
    if (event.kind !== 'joined' || place.kind !== 'personal') return true;
    const own = await api.findDirectMessage(accountId).catch(() => null);
    return own === decodePlace(place.address).space;
  }

  async function answer({ event, before, way }: Extract<Parsed, { kind: 'event' }>): Promise<AnswerBody> {
    const parts: AnswerParts = {
      api,
      buttonFunction,
      describe: (view) => addWorkspace(view, describe(view), event.origin.workspaceId),
      ...(onOutbound ? { onOutbound } : {}),
    };
    const ask = (asked: typeof event): Promise<Reply> =>
      askCore(asked, deps, {
        platform: 'google-chat',
        limitMilliseconds,
        // A form that comes too late is not sent again: the person still has the one that says "not saved".
        sendPrivately: async (_, view) => {
          if (describe(view).kind === 'card') await sendPrivately(event, view, parts);
        },
      });
    if (before) await ask(before);
    const reply = await ask(event);
    try {
      return await answerEvent({ event, way, reply }, parts);
    } catch (error) {
      log.error('answer failed', { platform: 'google-chat', ...describeError(error) });
      // Should it be delivered again, it must not count as seen.
      if (event.kind === 'command') await deps.forgetDelivery(event.origin).catch(() => undefined);
      // What was recorded is said to be so, even where its card could not be drawn.
      if (reply.kind !== 'nothing' && reply.view.name === 'receipt')
        return answerInWords({ event, way }, `Recorded as ${reply.view.reference}`, true, parts);
    }
    // Everything typed is still in the open dialog: it stays as it is.
    if (event.kind === 'submit') return answerInWords({ event, way }, lastWords(event), false, parts);
    try {
      return await answerEvent({ event, way, reply: show(viewWhenFailed(event)) }, parts);
    } catch (error) {
      log.error('answer failed', { platform: 'google-chat', ...describeError(error) });
      return answerInWords({ event, way }, lastWords(event), false, parts);
    }
  }

  return { chat, routes: [{ method: 'POST', path: '/google-chat/events', handle: handleRequest }] };
}

/** Google shows its id of an organisation nowhere: whoever sets a school up reads it in the first answer. */
function addWorkspace(view: View, showable: Showable, workspaceId: string): Showable {
  const unknown = view.name === 'emergency' && view.reason === 'not-set-up';
  return unknown && showable.kind === 'card' ? addLine(showable, WORDS.workspace(workspaceId)) : showable;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

function respond(body: AnswerBody): RawResponse {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

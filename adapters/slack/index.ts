import { App, type AuthorizeResult } from '@slack/bolt';
import type { Installations } from '../../src/core/ports.ts';
import { show } from '../../src/core/replies.ts';
import type { Route } from '../../src/http-types.ts';
import { describeError } from '../../src/log.ts';
import type { Adapter, AdapterDeps } from '../shared/adapter.ts';
import { askCore } from '../shared/ask-core.ts';
import { lastWords, viewWhenFailed } from '../shared/failed.ts';
import { type AnswerBody, type AnswerParts, answerEvent, sendLate, sendPrivately } from './answer.ts';
import { answerInWords } from './answer-in-words.ts';
import { forgetUninstalled } from './forget-uninstalled.ts';
import { installRoutes } from './install.ts';
import { createDirectory } from './members.ts';
import { parsePayload } from './parse.ts';
import type { Payload } from './payload.ts';
import { type Delivery, SlackReceiver } from './receiver.ts';
import { refuseInWords } from './refuse-in-words.ts';
import { createSlackChat } from './send.ts';
import type { Announce, SlackSettings } from './settings.ts';
import { silentLogger } from './silent-logger.ts';
import { openSocket, type Socket } from './socket.ts';
import type { Parsed } from './way.ts';
import { createSlackApi } from './web-api.ts';
import { clientOptionsOf, createWorkspaces } from './workspaces.ts';

export type { SlackSettings } from './settings.ts';

/** Slack waits three seconds in all; opening a dialog takes some of what is left. */
const ANSWER_WITHIN_SECONDS = 2.5;

/** Joins Slack to the core: the address that Slack calls or the socket it is called through, and the chat port. */
export function createSlackAdapter(
  settings: SlackSettings,
  deps: AdapterDeps & { installations: Installations },
): Adapter {
  const { log, installations, describe } = deps;
  const announce: Announce = (kind, json) => deps.onOutbound?.(kind, json);
  const workspaces = createWorkspaces(settings, installations);
  const api = createSlackApi(workspaces, settings.apiUrl, announce);
  const chat = createSlackChat({ workspaces, api, directory: createDirectory(workspaces), describe });
  const parts: AnswerParts = { api, chat, describe, announce };
  const limitMilliseconds = (settings.answerWithinSeconds ?? ANSWER_WITHIN_SECONDS) * 1000;
  const refuse = (payload: Payload, words: string | null) => refuseInWords(payload, words, parts);
  const receiver = new SlackReceiver({ signingSecret: settings.signingSecret, workspaces, refuse, log });

  const app = new App({
    receiver,
    logger: silentLogger,
    clientOptions: clientOptionsOf(settings),
    convoStore: false,
    ignoreSelf: true,
    authorize: async ({ teamId }): Promise<AuthorizeResult> => {
      const { token, botUserId, botId } = await workspaces.require(teamId ?? '');
      return { botToken: token, ...(botUserId ? { botUserId } : {}), ...(botId ? { botId } : {}) };
    },
  });
  // Everything that arrives is read in one place; a listener for each kind would cost every event a walk past all of them.
  app.use(async ({ body, context }) => {
    const delivery = context.delivery as Delivery;
    const payload = body as unknown as Payload;
    if (await forgetUninstalled(payload, { installations, workspaces })) return;
    const parsed = parsePayload(payload, context.botUserId ?? null);
    if (parsed) await answer(parsed, delivery);
  });

  async function answer(parsed: Parsed, delivery: Delivery): Promise<void> {
    const { event, way } = parsed;
    const reply = await askCore(event, deps, {
      platform: 'slack',
      limitMilliseconds,
      sendPrivately: async (acted, view) => {
        // The dialog with everything typed is still open and says that nothing was saved: a form in a message has no room for it.
        if (describe(view).kind === 'card') await sendPrivately(acted, view, parts);
      },
    });
    try {
      const body = await answerEvent({ event, way, reply }, parts);
      if (body && delivery.late) await sendLate({ event, way, reply }, parts);
      return give(body);
    } catch (error) {
      log.error('answer failed', { platform: 'slack', ...describeError(error) });
      if (way.via === 'home' || way.via === 'joined') return;
      if (way.via === 'mention' || way.via === 'direct') {
        // Slack delivers it again, and then it must not count as seen.
        await deps.forgetDelivery(event.origin).catch(() => undefined);
        delivery.failed = true;
        return;
      }
      // What was recorded is said to be so, even where its card could not be drawn.
      if (reply.kind !== 'nothing' && reply.view.name === 'receipt')
        return give(await answerInWords(way, `Recorded as ${reply.view.reference}`, parts));
    }
    try {
      // A failure is private and never takes the place of a card that others see.
      give(await answerEvent({ event, way, reply: show(viewWhenFailed(event)) }, parts));
    } catch (error) {
      log.error('answer failed', { platform: 'slack', ...describeError(error) });
      give(await answerInWords(way, lastWords(event), parts));
    }

    function give(body: AnswerBody): void {
      if (body) delivery.answer = body;
    }
  }

  let socket: Socket | null = null;
  const events: Route = { method: 'POST', path: '/slack/events', handle: (request) => receiver.handle(request) };
  return {
    chat,
    routes: [
      ...(settings.signingSecret === null ? [] : [events]),
      ...(settings.oauth ? installRoutes(settings, settings.oauth, { installations, workspaces, log }) : []),
    ],
    async start() {
      // Not waited for: the program starts although Slack cannot be reached.
      void workspaces.warm();
      if (settings.appToken !== null)
        socket = await openSocket(settings.appToken, settings, (payload) => receiver.deliver(payload), log);
    },
    async stop() {
      await socket?.close();
    },
  };
}

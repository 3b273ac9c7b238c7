import { reportButton } from '../../cards/buttons.ts';
import type { Showable } from '../../cards/model.ts';
import type { Drafts } from '../../src/core/ports.ts';
import type { View } from '../../src/core/views.ts';
import type { RawRequest, RawResponse } from '../../src/http-types.ts';
import { describeError } from '../../src/log.ts';
import type { Adapter, AdapterDeps } from '../shared/adapter.ts';
import { CALLBACK } from './answer.ts';
import { type Answered, createAnswerInteraction } from './answer-interaction.ts';
import { createAnswerMessage } from './answer-message.ts';
import { createFormFlow } from './form-flow.ts';
import { createGateway } from './gateway.ts';
import {
  INTERACTION,
  type IncomingInteraction,
  incomingGuild,
  incomingInteraction,
  incomingMessage,
} from './interaction.ts';
import { createKnownGuilds } from './known-guilds.ts';
import { createMessageReader } from './message-reader.ts';
import { type AnswerTo, parseGuild, parseInteraction, readAnswerTo } from './parse.ts';
import { createRest } from './rest.ts';
import { createDiscordChat } from './send.ts';
import type { DiscordSettings } from './settings.ts';
import { createVerify } from './verify.ts';
import { createWebhooks } from './webhooks.ts';

export type { DiscordSettings } from './settings.ts';

/** After an answer given over HTTP, Discord needs a moment until it takes what follows. */
const FOLLOW_AFTER_MILLISECONDS = 500;

/** Joins Discord to the core: the address Discord calls, or the gateway where no public key is set, and the chat port. */
export function createDiscordAdapter(settings: DiscordSettings, deps: AdapterDeps & { drafts: Drafts }): Adapter {
  const { log, onOutbound } = deps;
  const describe = (view: View): Showable => addWayIn(view, deps.describe(view));
  const botIds = [...new Set([settings.applicationId, ...readBotId(settings.botToken)])];
  const rest = createRest(settings);
  const chat = createDiscordChat({ rest, describe, botIds, onOutbound });
  const webhooks = createWebhooks(rest, settings.applicationId, onOutbound);
  const flow = createFormFlow({ drafts: deps.drafts, describe });
  const answerInteraction = createAnswerInteraction({ ...deps, describe, flow, chat, webhooks });
  const answerMessage = createAnswerMessage({ ...deps, describe, flow, chat });
  const guilds = createKnownGuilds(rest);
  const readMessage = createMessageReader({ rest, botIds, guilds });
  const underWay = new Set<Promise<void>>();

  /** Does something that nobody waits for; when the program stops, it is waited for after all. */
  function inBackground(work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => log.error('answer failed', { platform: 'discord', ...describeError(error) }))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  async function answer(interaction: IncomingInteraction): Promise<{ to: AnswerTo; answered: Answered } | null> {
    const arrivedAt = Date.now();
    let parsed = parseInteraction(interaction);
    if (parsed.kind === 'no-server') parsed = parseInteraction(interaction, await guilds.find(parsed.accountId));
    if (parsed.kind === 'ignored') return null;
    const to = readAnswerTo(interaction);
    if ('event' in parsed) guilds.remember(parsed.event.origin);
    return { to, answered: await answerInteraction(parsed, to, arrivedAt) };
  }

  async function followUp({ token }: AnswerTo, { more, words }: Answered): Promise<void> {
    const ids = ['@original'];
    for (const body of more) ids.push(await webhooks.followUp(token, body));
    // The last one carries the buttons: what a press on them does takes its place.
    const shown = ids.slice(0, -1).map((messageId) => ({ token, messageId }));
    const late = words ? flow.noteShown(words.origin, words.key, shown) : [];
    for (const { messageId } of late) await webhooks.remove(token, messageId);
  }

  async function handleRequest(verify: (request: RawRequest) => boolean, request: RawRequest): Promise<RawResponse> {
    const interaction = verify(request) ? readJson(request.body) : null;
    // What is signed for another application is as foreign as what is not signed.
    if (interaction?.application_id !== settings.applicationId) {
      log.warn('request refused', { platform: 'discord', status: 401 });
      return { status: 401, body: 'Not signed by Discord for this application' };
    }
    if (interaction.type === INTERACTION.ping) return respond({ type: CALLBACK.pong });
    const found = await answer(interaction);
    if (!found) return { status: 400, body: 'Not an interaction of this application' };
    const { to, answered } = found;
    const { first } = answered;
    if (!first) return { status: 202 };
    if (answered.more.length === 0) return respond(first);
    // Several messages: the first one is sent by a call too, so that it is there before the others.
    try {
      await webhooks.answer(to.interactionId, to.token, first);
    } catch (error) {
      log.error('answer failed', { platform: 'discord', ...describeError(error) });
      inBackground(async () => {
        await new Promise((resolve) => setTimeout(resolve, FOLLOW_AFTER_MILLISECONDS));
        await followUp(to, answered);
      });
      return respond(first);
    }
    inBackground(() => followUp(to, answered));
    return { status: 202 };
  }

  function respond(first: NonNullable<Answered['first']>): RawResponse {
    onOutbound?.('interaction-response', first);
    return {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(first),
    };
  }

  const { publicKey } = settings;
  if (publicKey) {
    const verify = createVerify(publicKey);
    return {
      chat,
      routes: [{ method: 'POST', path: '/discord/interactions', handle: (request) => handleRequest(verify, request) }],
      // Loaded after the start, so that the first message does not wait for the library.
      start: async () => inBackground(() => rest.load()),
      stop: async () => {
        await Promise.all(underWay);
      },
    };
  }

  const gateway = createGateway(
    settings,
    {
      onInteraction: (data) =>
        inBackground(async () => {
          const interaction = incomingInteraction.safeParse(data).data;
          const found = interaction ? await answer(interaction) : null;
          if (!found?.answered.first) return;
          await webhooks.answer(found.to.interactionId, found.to.token, found.answered.first);
          await followUp(found.to, found.answered);
        }),
      onMessage: (data) =>
        inBackground(async () => {
          const message = incomingMessage.safeParse(data).data;
          if (!message) return;
          await answerMessage(await readMessage(message), message.channel_id);
        }),
      onGuild: (data) =>
        inBackground(async () => {
          const guild = incomingGuild.safeParse(data).data;
          for (const event of guild ? parseGuild(guild, settings.applicationId) : []) await deps.handle(event);
        }),
    },
    log,
  );
  return {
    chat,
    routes: [],
    start: () => gateway.start(),
    stop: async () => {
      await gateway.stop();
      await Promise.all(underWay);
    },
  };
}

/** The first part of a bot's token is its account's id, which is not always the application's. */
function readBotId(token: string): string[] {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? [id] : [];
}

/** Who cannot be written to 1:1 can still report from where they are: what a button opens is as private as a 1:1 chat. */
function addWayIn(view: View, showable: Showable): Showable {
  const stuck = view.name === 'notice' && view.notice === 'cannot-message-you';
  if (!stuck || showable.kind !== 'card' || showable.actions.length > 0) return showable;
  return { ...showable, actions: [reportButton] };
}

function readJson(body: Buffer): IncomingInteraction | null {
  try {
    return incomingInteraction.safeParse(JSON.parse(body.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

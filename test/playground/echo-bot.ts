import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readJsonObject, sendJson } from '../../playground/http-helpers.ts';
import type { Playground } from '../../playground/server.ts';
import type { Activity, Attachment } from '../../playground/types.ts';
import { makeFormCard, makeNoteCard } from './echo-cards.ts';

/** What the playground delivered to the bot. */
export interface Delivery {
  activity: Activity;
  token: string | undefined;
}

/** A small bot that trusts everybody, keeps what it was sent and answers with cards and dialogs. */
export interface EchoBot {
  botUrl: string;
  deliveries: Delivery[];
  /** Must be called before the bot can speak. */
  attach(playground: Playground): void;
  /** Calls the connector with a fresh token, or with the given one (null: none). */
  call(
    method: string,
    path: string,
    body?: unknown,
    token?: string | null,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
  /** Answers this to the next delivery. */
  answerNext(status: number, body?: unknown): void;
  close(): Promise<void>;
}

/** The credentials of the echo bot. */
export const BOT = {
  botAppId: '00000000-0000-4000-8000-0000000000bb',
  botAppPassword: 'echo secret',
  botName: 'e-safety',
};

const asAttachment = (content: unknown): Attachment => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content,
});
const dialog = (content: unknown): unknown => ({
  task: { type: 'continue', value: { title: 'Report a concern', height: 'large', card: asAttachment(content) } },
});

/** Starts the echo bot on a free port. */
export async function startEchoBot(): Promise<EchoBot> {
  const deliveries: Delivery[] = [];
  const planned: { status: number; body?: unknown }[] = [];
  let playground: Playground | undefined;

  const fetchToken = async (): Promise<string> => {
    const answer = await fetch(`${playground?.loginUrl}/botframework.com/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: BOT.botAppId,
        client_secret: BOT.botAppPassword,
        scope: 'https://api.botframework.com/.default',
      }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const call: EchoBot['call'] = async (method, path, body, token) => {
    const bearer = token === undefined ? await fetchToken() : token;
    const answer = await fetch(new URL(path, playground?.serviceUrl), {
      method,
      headers: {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined, headers: answer.headers };
  };
  const reply = async (activity: Activity, message: Record<string, unknown>): Promise<void> => {
    const { id } = activity.conversation as { id: string };
    await call('POST', `v3/conversations/${encodeURIComponent(id)}/activities/${activity.id}`, {
      type: 'message',
      ...message,
    });
  };

  const server = createServer((req, res) => {
    void (async () => {
      const activity = (await readJsonObject(req)) as Activity;
      deliveries.push({ activity, token: req.headers.authorization?.replace('Bearer ', '') });
      const plan = planned.shift();
      if (plan) return sendJson(res, plan.status, plan.body);
      if (activity.type === 'message') await reply(activity, answerMessage(activity));
      sendJson(res, 200, activity.type === 'invoke' ? answerInvoke(activity) : undefined);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    botUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    deliveries,
    attach: (to) => {
      playground = to;
    },
    call,
    answerNext: (status, body) => {
      planned.push({ status, body });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerMessage(activity: Activity): Record<string, unknown> {
  const words = (activity.text ?? '').replace(/<at>.*<\/at>/, '').trim();
  if (words === 'form') return { attachments: [asAttachment(makeFormCard('execute'))], summary: 'The form is ready' };
  if (words === 'buttons') {
    const actions = [
      { type: 'Action.Submit', title: 'Open the form', data: { msteams: { type: 'task/fetch' }, form: 'report' } },
      { type: 'Action.Submit', title: 'Send plainly', data: { plain: 'yes' } },
    ];
    return {
      attachments: [asAttachment(makeNoteCard('Buttons', 'Two ways to go on.', actions))],
      summary: 'Two buttons',
    };
  }
  if (activity.value !== undefined) return { text: `Value: ${JSON.stringify(activity.value)}` };
  return { text: `You said: **${words}**`, summary: 'An echo' };
}

function answerInvoke(activity: Activity): unknown {
  const value = activity.value as {
    action?: { verb?: string; data?: Record<string, string> };
    data?: Record<string, string>;
  };
  switch (activity.name) {
    case 'adaptiveCard/action':
      if (value.action?.verb === 'help')
        return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Ring the duty number.' };
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: makeNoteCard('Recorded', `Thank you. You wrote ${value.action?.data?.what?.length ?? 0} characters.`),
      };
    case 'task/submit':
    case 'composeExtension/submitAction':
      if (value.data?.who === 'nobody') return dialog(makeFormCard('submit', 'Please say who is involved.'));
      return { task: { type: 'message', value: 'Recorded. Thank you.' } };
    default:
      return dialog(makeFormCard('submit'));
  }
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

/** How a method of the Web API answers: a body, or a status with headers. */
export type ApiAnswer = Json | { httpStatus: number; headers?: Record<string, string> };

/** Slack's Web API on loopback, with an answer for each method. */
export interface FakeWebApi {
  url: string;
  server: Server;
  calls: { method: string; args: Record<string, string>; token: string | null }[];
  /** What a method answers from now on; without it it succeeds. */
  answer(method: string, answer: (args: Record<string, string>) => ApiAnswer | Promise<ApiAnswer>): void;
  callsOf(method: string): Record<string, string>[];
  close(): Promise<void>;
}

/** The bot's own accounts in the workspace of these tests. */
export const IDENTITY = { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT' };

/** Starts the fake. */
export async function startFakeWebApi(): Promise<FakeWebApi> {
  const calls: FakeWebApi['calls'] = [];
  const answers = new Map<string, (args: Record<string, string>) => ApiAnswer | Promise<ApiAnswer>>();
  answers.set('auth.test', () => IDENTITY);
  answers.set('conversations.open', ({ users }) => ({ ok: true, channel: { id: `D${users}` } }));
  answers.set('chat.postMessage', ({ channel }) => ({ ok: true, channel, ts: `${calls.length}.1` }));
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const text = Buffer.concat(parts).toString('utf8');
      const json = request.headers['content-type']?.includes('json') ?? false;
      const args = (json ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))) as Record<string, string>;
      const method = (request.url ?? '').replace(/^\/api\//, '').replace(/^\//, '');
      calls.push({ method, args, token: request.headers.authorization?.replace('Bearer ', '') ?? null });
      const body = (await answers.get(method)?.(args)) ?? { ok: true };
      if ('httpStatus' in body && typeof body.httpStatus === 'number') {
        if (body.httpStatus === 0) request.socket.destroy();
        else response.writeHead(body.httpStatus, body.headers as Record<string, string>).end('no json');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    server,
    calls,
    answer: (method, answer) => void answers.set(method, answer),
    callsOf: (method) => calls.filter((call) => call.method === method).map(({ args }) => args),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

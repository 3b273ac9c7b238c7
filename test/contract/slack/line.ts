import type { FakeSocketMode } from './fake-socket.ts';
import type { SlackRequest } from './payloads.ts';

type Json = Record<string, unknown>;

/** How Slack's requests reach the program. */
export interface Line {
  /** Whether requests carry a signature: what comes through a connection that the program opened does not. */
  signed: boolean;
  post(request: SlackRequest): Promise<{ status: number; text: string }>;
}

/** To the program's own address. */
export function overHttp(url: string): Line {
  return {
    signed: true,
    post: async ({ body, headers }) => {
      const response = await fetch(`${url}/slack/events`, { method: 'POST', headers, body });
      return { status: response.status, text: await response.text() };
    },
  };
}

/** Through the connection that the program opened. */
export async function overSocket(socketMode: FakeSocketMode): Promise<Line> {
  const connection = await socketMode.next();
  let envelopes = 0;
  return {
    signed: false,
    post: async (request) => {
      envelopes += 1;
      const { type, payload } = unwrap(request);
      const answer = await connection.deliver(`envelope-${envelopes}`, type, payload);
      return { status: 200, text: Object.keys(answer).length > 0 ? JSON.stringify(answer) : '' };
    },
  };
}

function unwrap({ body, headers }: SlackRequest): { type: string; payload: Json } {
  if (headers['content-type']?.includes('json')) return { type: 'events_api', payload: JSON.parse(body) as Json };
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  if (payload) return { type: 'interactive', payload: JSON.parse(payload) as Json };
  return { type: 'slash_commands', payload: Object.fromEntries(form) };
}

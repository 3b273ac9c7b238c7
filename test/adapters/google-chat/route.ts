import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoogleChatAdapter } from '../../../adapters/google-chat/index.ts';
import { describe } from '../../../cards/describe.ts';
import type { InboundEvent, Origin } from '../../../src/core/events.ts';
import type { Reply } from '../../../src/core/replies.ts';
import { createLog } from '../../../src/log.ts';
import { type FakeGoogle, startFakeGoogle } from '../../contract/google-chat/fake-google.ts';
import { GOOGLE_KEY, makeKeyFile, signToken } from '../../contract/google-chat/keys.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

const NUMBER = '123456789012';

/** Sends one event to the adapter; answers the status and what it said. */
export type Post = (
  body: unknown,
  token?: string | null,
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
) => Promise<{ status: number; json: any }>;

/** The adapter between a fake Google and a core that answers as a test wants. */
export interface Route {
  google: FakeGoogle;
  /** What reached the core. */
  events: InboundEvent[];
  forgotten: Origin[];
  logged: string[];
  /** Every payload that left, after the name of its schema. */
  outbound: string[];
  /** Makes the adapter with a core that answers with `reply`. */
  make(reply: Reply | (() => Promise<Reply>), answerWithinSeconds?: number): Post;
  close(): Promise<void>;
}

/** A token as Google sends one. */
export function signRequest(): string {
  const now = Math.floor(Date.now() / 1000);
  return signToken(GOOGLE_KEY, { iss: 'chat@system.gserviceaccount.com', aud: NUMBER, iat: now - 60, exp: now + 3000 });
}

/** Starts Google's side with one space. */
export async function openRoute(): Promise<Route> {
  const google = await startFakeGoogle();
  const folder = makeTemporaryFolder();
  const credentialsFile = join(folder.path, 'key.json');
  writeFileSync(credentialsFile, makeKeyFile(google.tokenUrl));
  google.state.addSpace({ name: 'spaces/AAAA', spaceType: 'SPACE' });
  const route: Route = {
    google,
    events: [],
    forgotten: [],
    logged: [],
    outbound: [],
    make(reply, answerWithinSeconds) {
      const adapter = createGoogleChatAdapter(
        {
          audience: NUMBER,
          credentialsFile,
          apiUrl: google.url,
          certsUrl: google.certsUrl,
          ...(answerWithinSeconds === undefined ? {} : { answerWithinSeconds }),
        },
        {
          handle: async (event) => {
            route.events.push(event);
            return typeof reply === 'function' ? reply() : reply;
          },
          describe,
          forgetDelivery: async (origin) => {
            route.forgotten.push(origin);
          },
          log: createLog('info', (line) => route.logged.push(line)),
          onOutbound: (kind, json) => route.outbound.push(`${kind} ${JSON.stringify(json)}`),
        },
      );
      return async (body, token = signRequest()) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
        const request = { headers, body: Buffer.from(text), query: '', remoteAddress: '127.0.0.1' };
        const response = await adapter.routes[0]?.handle(request);
        if (!response) throw new Error('no route');
        return { status: response.status, json: response.body ? JSON.parse(String(response.body)) : undefined };
      };
    },
    close: async () => {
      await google.close();
      folder.remove();
    },
  };
  return route;
}

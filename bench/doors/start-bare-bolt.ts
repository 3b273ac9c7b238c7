import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { openBareStore } from './bare-store.ts';

type Store = ReturnType<typeof openBareStore>;

/** A bare Bolt app over HTTP: the form is sent, something is written, the answer goes out. */
export async function startBareBolt(choose: (store: Store) => (text: string) => Promise<unknown>): Promise<void> {
  const write = choose(openBareStore());
  const receiver = new bolt.HTTPReceiver({
    signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
    endpoints: '/slack/events',
    logLevel: bolt.LogLevel.ERROR,
  });
  const app = new bolt.App({
    receiver,
    logLevel: bolt.LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BOT0001', botUserId: 'U0BOT0001' }),
  });
  app.view(/.*/, async ({ ack, body }) => {
    await write(JSON.stringify(body.view.state.values));
    await ack({ response_action: 'clear' });
  });
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  process.send?.({ port: (server.address() as AddressInfo).port });
}

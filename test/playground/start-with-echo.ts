import { afterEach, beforeEach } from 'vitest';
import { type Playground, startPlayground } from '../../playground/server.ts';
import { WORLD } from './demo-world.ts';
import { BOT, type EchoBot, startEchoBot } from './echo-bot.ts';

/** The playground and the echo bot of the test that runs. */
export interface Pair {
  bot: EchoBot;
  playground: Playground;
}

/** Starts a fresh playground with the echo bot installed for every test of a file. */
export function useEchoPlayground(): Pair {
  const pair = {} as Pair;
  beforeEach(async () => {
    pair.bot = await startEchoBot();
    pair.playground = await startPlayground({ world: WORLD, port: 0, botUrl: pair.bot.botUrl, ...BOT });
    pair.bot.attach(pair.playground);
    await pair.playground.install();
    pair.bot.deliveries.length = 0;
  });
  afterEach(async () => {
    await pair.playground.close();
    await pair.bot.close();
  });
  return pair;
}

/** The connector's path below a conversation. */
export const pathOf = (conversationId: string, rest: string): string =>
  `v3/conversations/${encodeURIComponent(conversationId)}/${rest}`;

import { type App, SocketModeReceiver } from '@slack/bolt';
import { describeError, type Log } from '../../src/log.ts';
import type { Payload } from './payload.ts';
import type { Outcome } from './receiver.ts';
import type { SlackSettings } from './settings.ts';
import { silentLogger } from './silent-logger.ts';
import { clientOptionsOf } from './workspaces.ts';

/** An open connection to Slack, kept open until it is closed. */
export interface Socket {
  /** Answers what is under way, then closes the connection. */
  close(): Promise<void>;
}

const FIRST_WAIT_MILLISECONDS = 1000;
const LONGEST_WAIT_MILLISECONDS = 30_000;
/** How long the program's start waits for the connection; after that it is tried on in the background. */
const START_WAIT_MILLISECONDS = 3000;

/**
 * Opens Socket Mode and keeps it open. The library's own reconnecting ends the process when the network is away for long, so
 * each connection is made anew here.
 */
export async function openSocket(
  appToken: string,
  settings: SlackSettings,
  deliver: (payload: Payload) => Promise<Outcome>,
  log: Log,
): Promise<Socket> {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silentLogger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptionsOf(settings) },
  } as ConstructorParameters<typeof SocketModeReceiver>[0]);
  const underWay = new Set<Promise<void>>();
  // What Bolt calls an app here is whoever takes the events: they go the same way as those over HTTP.
  receiver.init({
    processEvent: async ({ body, ack }: Parameters<App['processEvent']>[0]) => {
      const work = answer(body, ack).finally(() => underWay.delete(work));
      underWay.add(work);
      await work;
    },
  } as unknown as App);

  async function answer(body: Payload, ack: (response?: Record<string, unknown>) => Promise<void>): Promise<void> {
    const outcome = await deliver(body);
    // Without an acknowledgement Slack delivers an event again and keeps a dialog open; an empty one would close it.
    if (outcome.status >= 300) return;
    await ack(outcome.body).catch((error: unknown) =>
      log.warn('answer failed', { platform: 'slack', ...describeError(error) }),
    );
  }

  const state = { closed: false, wake: () => {} };
  const { client } = receiver;
  async function keepOpen(onFirst: () => void): Promise<void> {
    let wait = FIRST_WAIT_MILLISECONDS;
    while (!state.closed) {
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      client.once('disconnected', end);
      try {
        await client.start();
        log.info('socket open', { platform: 'slack' });
        onFirst();
        wait = FIRST_WAIT_MILLISECONDS;
        await ended;
        if (state.closed) return;
        log.info('socket closed', { platform: 'slack' });
      } catch (error) {
        client.off('disconnected', end);
        log.warn('socket failed', { platform: 'slack', ...describeError(error) });
        await pause(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS);
      }
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  let kept: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, START_WAIT_MILLISECONDS);
    kept = keepOpen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  return {
    async close() {
      state.closed = true;
      state.wake();
      await Promise.allSettled(underWay);
      await client.disconnect().catch(() => undefined);
      await kept;
    },
  };
}

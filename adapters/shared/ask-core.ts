import type { InboundEvent } from '../../src/core/events.ts';
import type { Platform } from '../../src/core/platforms.ts';
import { type Reply, show } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import { describeError } from '../../src/log.ts';
import type { AdapterDeps } from './adapter.ts';
import { viewWhenFailed } from './failed.ts';
import { LATE, withinTime } from './within-time.ts';

/** How a platform waits for the core. */
export interface AskOptions {
  platform: Platform;
  /** How long the platform waits before it shows an error of its own that says nothing about saving, in milliseconds. */
  limitMilliseconds: number;
  /** Writes to the person who acted, and to nobody else: for what the core answers to a form after that time. */
  sendPrivately(event: InboundEvent, view: View): Promise<void>;
}

/**
 * Asks the core. Never throws and never takes longer than the limit: what fails or is late becomes the answer that nothing
 * was saved. What the core answers too late to a form still reaches the person 1:1.
 */
export async function askCore(
  event: InboundEvent,
  { handle, log }: Pick<AdapterDeps, 'handle' | 'log'>,
  { platform, limitMilliseconds, sendPrivately }: AskOptions,
): Promise<Reply> {
  const asked = call(() => handle(event)).catch((error: unknown) => {
    log.error('handle failed', { platform, ...describeError(error) });
    return null;
  });
  const first = await withinTime(asked, limitMilliseconds);
  if (first !== LATE) return first ?? show(viewWhenFailed(event));
  log.warn('handle late', { platform, milliseconds: limitMilliseconds });
  if (event.kind === 'submit') {
    void asked.then(async (reply) => {
      if (!reply || reply.kind === 'nothing') return;
      await sendPrivately(event, reply.view).catch((error: unknown) => {
        log.error('late answer failed', { platform, ...describeError(error) });
      });
    });
  }
  return show(viewWhenFailed(event));
}

/** A function that throws at once is treated as one that rejects. */
async function call<T>(work: () => Promise<T>): Promise<T> {
  return work();
}

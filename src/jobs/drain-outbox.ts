import { randomInt } from 'node:crypto';
import type { Desk } from '../core/desk.ts';
import { type Delivered, deliver, giveUp } from '../core/messages/deliver.ts';
import { ChatError } from '../core/ports.ts';
import type { LeasedMessage, OutboxStore, Settlement } from '../core/store-port.ts';
import { describeError, type Log } from '../log.ts';

/** Most deliveries under way at once. */
const MOST_AT_ONCE = 50;
/** While a slow delivery is under way, new messages are looked for this often. */
const LOOK_AGAIN_MILLISECONDS = 250;
/** Longer than any delivery takes: a process that died gives its messages back after this. */
const LEASE_SECONDS = 60;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 300;
/** About twenty minutes of waiting; then somebody else is told instead. */
const MOST_ATTEMPTS = 10;

/** What the outbox's drain works with. */
export interface Drain {
  desk: Desk;
  outbox: OutboxStore;
  log: Log;
  /** True once the program stops: what is under way ends, nothing more is leased. */
  stopping?: () => boolean;
}

/**
 * Delivers everything that is due, lane by lane in order; a slow delivery holds up its own lane alone.
 * @returns how many messages were settled
 */
export async function drainOutbox(drain: Drain): Promise<number> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let settled = 0;
  const begin = (message: LeasedMessage): void => {
    const delivery = deliverOne(drain, message)
      .then(() => {
        settled += 1;
      })
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  };
  for (;;) {
    const batch = await claimMore(drain, MOST_AT_ONCE - underWay.size, failures);
    // Only the first of each lane is ever leased, so all of them can go out side by side.
    for (const message of batch) begin(message);
    if (batch.length === 0 && underWay.size === 0) break;
    if (underWay.size > 0) await someEnd(underWay);
  }
  // The record could not be read or written: the leases run out and the messages come again.
  if (failures.length > 0) throw failures[0];
  return settled;
}

async function claimMore(drain: Drain, free: number, failures: unknown[]): Promise<LeasedMessage[]> {
  if (free === 0 || failures.length > 0 || drain.stopping?.()) return [];
  try {
    return await drain.outbox.claim(drain.desk.clock.now(), LEASE_SECONDS, free);
  } catch (error) {
    failures.push(error);
    return [];
  }
}

/** Waits until a delivery ends, with whatever ends at the same moment; not longer than new messages should wait to be looked for. */
async function someEnd(underWay: Set<Promise<void>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LOOK_AGAIN_MILLISECONDS);
  });
  await Promise.race([...underWay, enough]);
  clearTimeout(timer);
  await new Promise((resolve) => setImmediate(resolve));
}

async function deliverOne({ desk, outbox, log }: Drain, message: LeasedMessage): Promise<void> {
  const fields = { school: message.schoolId, intent: message.intent.kind, attempts: message.attempts };
  let result: Settlement;
  try {
    const state: Delivered = await deliver(desk, message);
    result = { state };
  } catch (error) {
    result = afterFailure(desk, message, error);
    const cause = error instanceof ChatError ? { failure: error.failure } : describeError(error);
    log.warn(result.state === 'dead' ? 'message given up' : 'message waits', { ...fields, ...cause });
  }
  // What replaces a post is queued before the post is settled: a crash in between tells twice rather than never. An alert
  // is settled first, for the ladder asks who of a rung was reached; it comes back by its own time whatever happens here.
  const dead = result.state === 'dead';
  if (dead && message.intent.kind === 'post-case') await giveUp(desk, message);
  await outbox.settle(message, result, desk.clock.now());
  if (dead && message.intent.kind !== 'post-case') await giveUp(desk, message);
  if (result.state === 'sent') log.info('message sent', fields);
}

function afterFailure(desk: Desk, message: LeasedMessage, error: unknown): Settlement {
  const failure = error instanceof ChatError ? error.failure : 'error';
  const passes = failure === 'rate-limited' || failure === 'unavailable' || failure === 'error';
  if (!passes || message.attempts >= MOST_ATTEMPTS) return { state: 'dead', failure };
  // Never sooner than the platform asked for; and a platform that asks for nothing must not use up the attempts at once.
  const asked = (error instanceof ChatError && error.retryAfterSeconds) || 0;
  const ownSeconds = Math.min(FIRST_WAIT_SECONDS * 2 ** (message.attempts - 1), LONGEST_WAIT_SECONDS);
  const waitSeconds = Math.max(asked, ownSeconds);
  // Up to a quarter more, so that replicas do not come back all at once.
  const jitterMilliseconds = randomInt(Math.max(1, Math.round(waitSeconds * 250)));
  return {
    state: 'pending',
    failure,
    dueAt: new Date(desk.clock.now().getTime() + waitSeconds * 1000 + jitterMilliseconds),
  };
}

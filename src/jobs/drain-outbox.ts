import { randomInt } from 'node:crypto';
import type { Desk } from '../core/desk.ts';
import { type Delivered, deliver, giveUp } from '../core/messages/deliver.ts';
import { ChatError } from '../core/ports.ts';
import type { LeasedMessage, OutboxStore, Settlement } from '../core/store-port.ts';
import { describeError, type Log } from '../log.ts';

const BATCH = 50;
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
}

/** Delivers everything that is due, lane by lane in order. @returns how many messages were settled */
export async function drainOutbox(drain: Drain): Promise<number> {
  let settled = 0;
  for (;;) {
    const batch = await drain.outbox.claim(drain.desk.clock.now(), LEASE_SECONDS, BATCH);
    // Only the first of each lane is ever leased, so a batch can go out side by side.
    await Promise.all(batch.map((message) => deliverOne(drain, message)));
    settled += batch.length;
    if (batch.length === 0) return settled;
  }
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
    // Told before the message is settled: a crash in between tells twice rather than never.
    if (result.state === 'dead') await giveUp(desk, message);
  }
  await outbox.settle(message, result, desk.clock.now());
  if (result.state === 'sent') log.info('message sent', fields);
}

function afterFailure(desk: Desk, message: LeasedMessage, error: unknown): Settlement {
  const failure = error instanceof ChatError ? error.failure : 'error';
  const passes = failure === 'rate-limited' || failure === 'unavailable' || failure === 'error';
  if (!passes || message.attempts >= MOST_ATTEMPTS) return { state: 'dead', failure };
  const asked = error instanceof ChatError ? error.retryAfterSeconds : null;
  const waitSeconds = asked ?? Math.min(FIRST_WAIT_SECONDS * 2 ** (message.attempts - 1), LONGEST_WAIT_SECONDS);
  // Up to a quarter more, so that replicas do not come back all at once.
  const jitterMilliseconds = randomInt(Math.max(1, Math.round(waitSeconds * 250)));
  return {
    state: 'pending',
    failure,
    dueAt: new Date(desk.clock.now().getTime() + waitSeconds * 1000 + jitterMilliseconds),
  };
}

import { randomInt } from 'node:crypto';
import type { Desk } from '../core/desk.ts';
import { deliver, giveUp } from '../core/messages/deliver.ts';
import { isQuiet, quietTime } from '../core/messages/quiet-message.ts';
import { ChatError } from '../core/ports.ts';
import type { LeasedMessage, OutboxStore, Settlement } from '../core/store-port.ts';
import { describeError, type Log } from '../log.ts';

const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 300;
/** About twenty minutes of waiting; then somebody else is told instead. */
const MOST_ATTEMPTS = 10;
/** What belongs to no case is asked for once alone: it outlasts a platform that is away for a day or two. */
const MOST_QUIET_ATTEMPTS = 200;

/** How one delivery ended. */
interface Ended {
  state: Settlement['state'];
  /** Resolves when that is written down. */
  saved: Promise<unknown>;
}

/**
 * Delivers one leased message and writes down how it ended.
 * @returns once the next of its lane may leave; a message that was sent may still be being written down
 */
export async function deliverOne(
  { desk, outbox, log }: { desk: Desk; outbox: OutboxStore; log: Log },
  message: LeasedMessage,
): Promise<Ended> {
  const fields = { school: message.schoolId, intent: message.intent.kind, attempts: message.attempts };
  let result: Settlement;
  try {
    const opensAt = opensAgainAt(desk, message);
    result = opensAt
      ? { state: 'pending', failure: 'not in school time', dueAt: opensAt }
      : { state: await deliver(desk, message) };
  } catch (error) {
    result = afterFailure(desk, message, error);
    const cause = error instanceof ChatError ? { failure: error.failure } : describeError(error);
    log.warn(result.state === 'dead' ? 'message given up' : 'message waits', { ...fields, ...cause });
  }
  // What replaces a post is queued before the post is settled: a crash in between tells twice rather than never. An alert
  // is settled first, for the ladder asks who of a rung was reached; it comes back by its own time whatever happens here.
  const dead = result.state === 'dead';
  if (dead && message.intent.kind === 'post-case') await giveUp(desk, message);
  const saved = outbox.settle(message, result, desk.clock.now());
  if (result.state === 'sent') log.info('message sent', fields);
  else await saved;
  if (dead && message.intent.kind !== 'post-case') await giveUp(desk, message);
  return { state: result.state, saved };
}

/** When a message that waits for school time may leave, where that is not now: it was held up, and the school has closed meanwhile. */
function opensAgainAt(desk: Desk, message: LeasedMessage): Date | null {
  const profile = isQuiet(message) ? desk.schools.get(message.schoolId) : null;
  if (!profile) return null;
  const now = desk.clock.now();
  const opensAt = quietTime(profile, now);
  return opensAt > now ? opensAt : null;
}

/**
 * How often a message is tried. What cannot be composed is given up soon, for it holds up its lane; so is a digest: whoever
 * prepares it is told then who was not reached.
 */
const attemptsFor = (message: LeasedMessage, failure: string): number =>
  isQuiet(message) && failure !== 'error' && message.intent.kind !== 'digest' ? MOST_QUIET_ATTEMPTS : MOST_ATTEMPTS;

function afterFailure(desk: Desk, message: LeasedMessage, error: unknown): Settlement {
  const failure = error instanceof ChatError ? error.failure : 'error';
  const passes = failure === 'rate-limited' || failure === 'unavailable' || failure === 'error';
  if (!passes || message.attempts >= attemptsFor(message, failure)) return { state: 'dead', failure };
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

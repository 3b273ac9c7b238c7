import type { Desk } from '../core/desk.ts';
import type { LeasedMessage, OutboxStore } from '../core/store-port.ts';
import type { Log } from '../log.ts';
import { deliverOne } from './deliver-one.ts';

/** Most deliveries under way at once: some are being composed while others are on their way. */
const MOST_AT_ONCE = 128;
/** Lanes are leased this many ahead, so that the next are at hand when the first have left. */
const LANES_AHEAD = 256;
/** While a slow delivery is under way, new messages are looked for this often. */
const LOOK_AGAIN_MILLISECONDS = 250;
/** Longer than any delivery takes: a process that died gives its messages back after this. By the program's clock. */
const LEASE_SECONDS = 60;
/** What was leased longer ago is not begun any more: its lease could run out in the middle. */
const BEGIN_WITHIN_SECONDS = 30;

/** What the outbox's drain works with. */
export interface Drain {
  desk: Desk;
  outbox: OutboxStore;
  log: Log;
  /** True once the program stops: what is under way ends, nothing more is leased. */
  stopping?: () => boolean;
  /** Of so many deliveries at once, how many may be under way now; all of them without it. */
  share?: (most: number) => number;
  /** Calls back when something was put in the outbox; what it returns ends that. */
  onKick?: (wake: () => void) => () => void;
}

/** Leased messages of one lane, in their order. */
interface Lane {
  messages: LeasedMessage[];
  leasedAt: Date;
}

/**
 * Delivers everything that is due, lane by lane in order; a slow delivery holds up its own lane alone.
 * @returns how many messages were settled
 */
export async function drainOutbox(drain: Drain): Promise<number> {
  const ready: Lane[] = [];
  const failures: unknown[] = [];
  const alarm = createAlarm();
  let [settled, underWay, ending] = [0, 0, 0];
  let claiming = false;
  /** What asks for another look: surely more waits, or something has ended since the last look, which shows at the end alone. */
  let look: 'now' | 'at-the-end' | 'no' = 'now';
  const quitting = (): boolean => failures.length > 0 || (drain.stopping?.() ?? false);
  const fail = (error: unknown): void => {
    failures.push(error);
  };

  const claimMore = async (): Promise<void> => {
    claiming = true;
    look = 'no';
    const leasedAt = drain.desk.clock.now();
    try {
      const messages = await drain.outbox.claim(leasedAt, LEASE_SECONDS, LANES_AHEAD);
      const lanes = byLane(messages);
      if (lanes.length === LANES_AHEAD) look = 'now';
      ready.push(...lanes.map((lane) => ({ messages: lane, leasedAt })));
    } catch (error) {
      fail(error);
    }
    claiming = false;
    alarm.ring();
  };

  /** One after another; a lane's turn ends with the first message that has to wait. */
  const runLane = async ({ messages, leasedAt }: Lane): Promise<void> => {
    underWay += 1;
    let begun = 0;
    try {
      for (const message of messages) {
        if (quitting() || isStale(drain.desk, leasedAt)) break;
        begun += 1;
        const { state, saved } = await deliverOne(drain, message);
        end(saved);
        if (state === 'pending') break;
      }
    } catch (error) {
      fail(error);
    }
    for (const message of messages.slice(begun)) giveBack(message);
    underWay -= 1;
    // A lane that had several may have more than are leased at once.
    if (messages.length > 1 && begun === messages.length) look = 'now';
    else if (look === 'no') look = 'at-the-end';
    alarm.ring();
  };

  /** What was sent is written down while the next is already on its way. */
  const end = (saved: Promise<unknown>): void => {
    ending += 1;
    saved
      .then(() => {
        settled += 1;
      }, fail)
      .finally(() => {
        ending -= 1;
        if (look === 'no') look = 'at-the-end';
        alarm.ring();
      });
  };

  const giveBack = (message: LeasedMessage): void => {
    ending += 1;
    drain.outbox
      .settle(message, { state: 'unbegun' }, drain.desk.clock.now())
      .catch(fail)
      .finally(() => {
        ending -= 1;
        alarm.ring();
      });
  };

  const stopListening = drain.onKick?.(() => {
    look = 'now';
    alarm.ring();
  });
  for (;;) {
    const most = drain.share?.(MOST_AT_ONCE) ?? MOST_AT_ONCE;
    while (ready.length > 0 && (underWay < most || quitting())) void runLane(ready.shift() as Lane);
    const idle = underWay === 0 && ending === 0 && ready.length === 0;
    const wanted = look === 'now' ? ready.length < most : look === 'at-the-end' && idle;
    if (!claiming && wanted && !quitting()) void claimMore();
    else if (!claiming && idle) break;
    if (await alarm.wait(LOOK_AGAIN_MILLISECONDS)) look = 'now';
  }
  stopListening?.();
  // The record could not be read or written: the leases run out and the messages come again.
  if (failures.length > 0) throw failures[0];
  return settled;
}

function isStale(desk: Desk, leasedAt: Date): boolean {
  return desk.clock.now().getTime() - leasedAt.getTime() > BEGIN_WITHIN_SECONDS * 1000;
}

function byLane(messages: LeasedMessage[]): LeasedMessage[][] {
  const lanes = new Map<string, LeasedMessage[]>();
  for (const message of messages) {
    const key = `${message.schoolId} ${message.lane}`;
    const lane = lanes.get(key);
    if (lane) lane.push(message);
    else lanes.set(key, [message]);
  }
  return [...lanes.values()];
}

interface Alarm {
  ring(): void;
  /** Returns when it rang, with whatever rings at the same moment, or after some time: then true. */
  wait(milliseconds: number): Promise<boolean>;
}

function createAlarm(): Alarm {
  let rang = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rang = true;
      wake?.();
    },
    wait: async (milliseconds) => {
      let late = false;
      if (!rang) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => {
            late = true;
            resolve();
          }, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      await new Promise((resolve) => setImmediate(resolve));
      rang = false;
      return late;
    },
  };
}

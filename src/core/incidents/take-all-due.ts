import { StoreUnavailable } from '../store-port.ts';

const MOST_AT_ONCE = 200;
/** A record that is away answers no other question either: the rest is left to the next tick. */
const MOST_UNAVAILABLE = 3;

/** What is due, how it is read and how one of it is taken. */
interface Due<T> {
  /** The longest due first. */
  read(limit: number): Promise<T[]>;
  keyOf(item: T): string;
  /** False where another replica was first. */
  take(item: T): Promise<boolean>;
  failed(error: unknown): void;
}

/**
 * Takes everything that is due, however much: after an outage, and on the first morning of term. One that fails must not keep
 * the others waiting; it is tried again at the next tick.
 * @returns how many were taken
 */
export async function takeAllDue<T>({ read, keyOf, take, failed }: Due<T>): Promise<number> {
  const tried = new Set<string>();
  let [taken, unavailable] = [0, 0];
  for (;;) {
    // What was tried and not taken stands before all others in the next answer.
    const limit = MOST_AT_ONCE + tried.size - taken;
    const due = await read(limit);
    const fresh = due.filter((item) => !tried.has(keyOf(item)));
    for (const item of fresh) {
      tried.add(keyOf(item));
      try {
        if (await take(item)) taken += 1;
      } catch (error) {
        failed(error);
        if (error instanceof StoreUnavailable) unavailable += 1;
        if (unavailable >= MOST_UNAVAILABLE) return taken;
      }
    }
    if (fresh.length === 0 || due.length < limit) return taken;
  }
}

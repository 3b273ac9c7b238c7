import { StoreUnavailable } from '../core/store-port.ts';

/** How calls are carried out together. */
export interface Together<In, Out> {
  /**
   * Carries some out as one and answers each in its place; all of them fail together.
   * @param attempt `alone` is the second try of one call by itself, which holds up nobody else and may take longer
   */
  run(items: In[], attempt: 'first' | 'alone'): Promise<Out[]>;
  /** Most calls carried out as one. */
  most: number;
  /** Most of these at once. */
  underWay: number;
  /** Calls of one key wait for each other: they would only lock each other out. */
  keyOf?: (item: In) => string;
  /** Longest that a call waits for its answer, in milliseconds. */
  patienceMilliseconds: number;
  /** A first try that took longer is not followed by a second: it might end when its caller has been told that it did not. */
  retryWithinMilliseconds: number;
  /** Whether a call that was alone already failed only because it stood in the way of others, and is worth a second try. */
  stoodInTheWay?: (error: unknown) => boolean;
}

interface Waiting<In, Out> {
  item: In;
  key: string | undefined;
  done: boolean;
  resolve(answer: Out): void;
  reject(error: unknown): void;
}

/**
 * Makes a function whose calls share one round trip and one commit when they come while others are under way. A call that
 * comes alone starts at once; nothing ever waits for a timer. When some that were carried out together fail, each is tried
 * once by itself, so that one that cannot be done does not fail the others.
 * @throws StoreUnavailable (the function it makes) when the answer does not come in time
 */
export function together<In, Out>(how: Together<In, Out>): (item: In) => Promise<Out> {
  let queue: Waiting<In, Out>[] = [];
  const busyKeys = new Set<string>();
  let underWay = 0;
  let beginning = false;

  const takeGroup = (): Waiting<In, Out>[] => {
    const group: Waiting<In, Out>[] = [];
    const left: Waiting<In, Out>[] = [];
    for (const waiting of queue) {
      if (waiting.done) continue;
      if (group.length === how.most || (waiting.key !== undefined && busyKeys.has(waiting.key))) left.push(waiting);
      else {
        group.push(waiting);
        if (waiting.key !== undefined) busyKeys.add(waiting.key);
      }
    }
    queue = left;
    return group;
  };

  const begin = (): void => {
    while (underWay < how.underWay) {
      const group = takeGroup();
      if (group.length === 0) return;
      underWay += 1;
      void carryOut(group).then(() => {
        underWay -= 1;
        begin();
      });
    }
  };

  const carryOut = async (group: Waiting<In, Out>[]): Promise<void> => {
    const begunAt = performance.now();
    try {
      const answers = await how.run(
        group.map(({ item }) => item),
        'first',
      );
      for (const [at, waiting] of group.entries()) end(waiting, () => waiting.resolve(answers[at] as Out));
    } catch (error) {
      // Whoever is tried alone holds up nobody else: what failed the group may be one that waits for a lock.
      const soon = performance.now() - begunAt < how.retryWithinMilliseconds;
      const retried = soon && (group.length > 1 || (how.stoodInTheWay?.(error) ?? false));
      for (const waiting of group) {
        if (retried && !waiting.done) void tryAlone(waiting);
        else end(waiting, () => waiting.reject(error));
      }
    }
  };

  const tryAlone = async (waiting: Waiting<In, Out>): Promise<void> => {
    try {
      const [answer] = await how.run([waiting.item], 'alone');
      end(waiting, () => waiting.resolve(answer as Out));
    } catch (error) {
      end(waiting, () => waiting.reject(error));
    }
    begin();
  };

  const end = (waiting: Waiting<In, Out>, tell: () => void): void => {
    if (waiting.key !== undefined) busyKeys.delete(waiting.key);
    tell();
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      const waiting: Waiting<In, Out> = {
        item,
        key: how.keyOf?.(item),
        done: false,
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      const settle = (): void => {
        waiting.done = true;
        clearTimeout(timer);
      };
      const timer = setTimeout(() => waiting.reject(new StoreUnavailable()), how.patienceMilliseconds);
      queue.push(waiting);
      if (beginning || underWay >= how.underWay) return;
      // Whatever is called in this same turn belongs together.
      beginning = true;
      queueMicrotask(() => {
        beginning = false;
        begin();
      });
    });
}

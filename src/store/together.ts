import { StoreUnavailable } from '../core/store-port.ts';

/** How calls are carried out together. */
export interface Together<In, Out> {
  /** Carries some out as one and answers each in its place; all of them fail together. */
  run(items: In[]): Promise<Out[]>;
  /** Most calls carried out as one. */
  most: number;
  /** Most of these at once. */
  underWay: number;
  /** Calls of one key wait for each other: they would only lock each other out. */
  keyOf?: (item: In) => string;
  /** Longest that a call waits for its answer, in milliseconds. */
  patienceMilliseconds: number;
  /** What has waited longer is not tried a second time: it might end when its caller has been told that it did not. */
  retryWithinMilliseconds: number;
}

interface Waiting<In, Out> {
  item: In;
  key: string | undefined;
  since: number;
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
    try {
      const answers = await how.run(group.map(({ item }) => item));
      for (const [at, waiting] of group.entries()) end(waiting, () => waiting.resolve(answers[at] as Out));
    } catch (error) {
      // Whoever is tried alone holds up nobody else: what failed the group may be one that waits for a lock.
      for (const waiting of group) {
        if (group.length > 1 && isWorthRetrying(waiting)) void tryAlone(waiting);
        else end(waiting, () => waiting.reject(error));
      }
    }
  };

  const isWorthRetrying = ({ done, since }: Waiting<In, Out>): boolean =>
    !done && performance.now() - since < how.retryWithinMilliseconds;

  const tryAlone = async (waiting: Waiting<In, Out>): Promise<void> => {
    try {
      const [answer] = await how.run([waiting.item]);
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
        since: performance.now(),
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

/** Lets people's events go before the deliveries of the outbox while both want the same processor. */
export interface RightOfWay {
  /** Carries out what somebody waits for. */
  around<T>(work: () => Promise<T>): Promise<T>;
  /** Of so many deliveries at once, how many may be under way now. */
  share(most: number): number;
}

/** However many people wait, so many deliveries go on: an alert must leave in the busiest hour too. */
const LEAST_AT_ONCE = 8;

/** Makes it. */
export function createRightOfWay(): RightOfWay {
  let waiting = 0;
  return {
    around: async (work) => {
      waiting += 1;
      try {
        return await work();
      } finally {
        waiting -= 1;
      }
    },
    share: (most) => Math.max(Math.min(LEAST_AT_ONCE, most), Math.floor(most / (1 + waiting))),
  };
}

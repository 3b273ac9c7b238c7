import type { Clock } from '../../src/core/ports.ts';

/** A clock that stands still until it is moved. */
export interface MovedClock extends Clock {
  set(instant: string | Date): void;
  forwardMinutes(minutes: number): void;
}

/** Makes a clock that stands at an instant. */
export function movedClock(start: string): MovedClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant);
    },
    forwardMinutes: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}

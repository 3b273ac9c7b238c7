import type { Clock } from '../ports.ts';

/** What changes a few times a year, or a day, and is needed for every report, is asked for at most twice a minute. */
const FRESH_MILLISECONDS = 30_000;

/** Something of each school, remembered for half a minute. */
export interface Remembered<T> {
  list(schoolId: string): Promise<T[]>;
  /** What was last read, however old: for redisplaying a form while the database is away. */
  lastKnown(schoolId: string): T[];
  /** Forgets what was read, after a change. */
  clear(): void;
}

/** Remembers what `readAgain` reads of a school. */
export function rememberBySchool<T>(readAgain: (schoolId: string) => Promise<T[]>, clock: Clock): Remembered<T> {
  const known = new Map<string, { readAt: number; items: T[] }>();
  /** Lists that are being read now: many events of one school ask for the same one in the same moment. */
  const underWay = new Map<string, Promise<T[]>>();
  const read = async (schoolId: string, readAt: number): Promise<T[]> => {
    const reading = readAgain(schoolId);
    underWay.set(schoolId, reading);
    try {
      const items = await reading;
      // Not when a change has cleared it meanwhile: it may have been read before that.
      if (underWay.get(schoolId) === reading) known.set(schoolId, { readAt, items });
      return items;
    } finally {
      if (underWay.get(schoolId) === reading) underWay.delete(schoolId);
    }
  };
  return {
    list: async (schoolId) => {
      const found = known.get(schoolId);
      const now = clock.now().getTime();
      // A clock that was set back must not keep an old list for ever.
      if (found && Math.abs(now - found.readAt) < FRESH_MILLISECONDS) return found.items;
      return underWay.get(schoolId) ?? read(schoolId, now);
    },
    lastKnown: (schoolId) => known.get(schoolId)?.items ?? [],
    clear: () => {
      known.clear();
      underWay.clear();
    },
  };
}

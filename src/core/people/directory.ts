import type { Clock } from '../ports.ts';
import type { Store } from '../store-port.ts';
import type { StaffMember } from './membership.ts';

/** A staff list changes a few times a year and is needed for every form. */
const FRESH_MILLISECONDS = 30_000;

/** A school's staff, remembered for half a minute. */
export interface StaffDirectory {
  list(schoolId: string): Promise<StaffMember[]>;
  /** What was last read, however old: for redisplaying a form while the database is away. */
  lastKnown(schoolId: string): StaffMember[];
  nameOf(schoolId: string, personId: string | null): Promise<string>;
  /** Forgets what was read, after an import. */
  clear(): void;
}

/** Makes the staff directory over a store. */
export function createStaffDirectory(store: Pick<Store, 'listStaff'>, clock: Clock): StaffDirectory {
  const known = new Map<string, { readAt: number; staff: StaffMember[] }>();
  /** Lists that are being read now: many events of one school ask for the same one in the same moment. */
  const underWay = new Map<string, Promise<StaffMember[]>>();
  const read = async (schoolId: string, readAt: number): Promise<StaffMember[]> => {
    const reading = store.listStaff(schoolId);
    underWay.set(schoolId, reading);
    try {
      const staff = await reading;
      // Not when an import has cleared it meanwhile: it may have been read before that.
      if (underWay.get(schoolId) === reading) known.set(schoolId, { readAt, staff });
      return staff;
    } finally {
      if (underWay.get(schoolId) === reading) underWay.delete(schoolId);
    }
  };
  const list = async (schoolId: string): Promise<StaffMember[]> => {
    const found = known.get(schoolId);
    const now = clock.now().getTime();
    // A clock that was set back must not keep an old list for ever.
    if (found && Math.abs(now - found.readAt) < FRESH_MILLISECONDS) return found.staff;
    return underWay.get(schoolId) ?? read(schoolId, now);
  };
  return {
    list,
    lastKnown: (schoolId) => known.get(schoolId)?.staff ?? [],
    nameOf: async (schoolId, personId) => {
      const person = (await list(schoolId)).find((member) => member.personId === personId);
      return person?.name ?? 'A former member of staff';
    },
    clear: () => {
      known.clear();
      underWay.clear();
    },
  };
}

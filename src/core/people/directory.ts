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
  const list = async (schoolId: string): Promise<StaffMember[]> => {
    const found = known.get(schoolId);
    const now = clock.now().getTime();
    // A clock that was set back must not keep an old list for ever.
    if (found && Math.abs(now - found.readAt) < FRESH_MILLISECONDS) return found.staff;
    const staff = await store.listStaff(schoolId);
    known.set(schoolId, { readAt: now, staff });
    return staff;
  };
  return {
    list,
    lastKnown: (schoolId) => known.get(schoolId)?.staff ?? [],
    nameOf: async (schoolId, personId) => {
      const person = (await list(schoolId)).find((member) => member.personId === personId);
      return person?.name ?? 'A former member of staff';
    },
    clear: () => known.clear(),
  };
}

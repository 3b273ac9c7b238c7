import type { Clock } from '../ports.ts';
import type { Store } from '../store-port.ts';
import type { StaffMember } from './membership.ts';
import { type Remembered, rememberBySchool } from './remembered.ts';

/** A school's staff, remembered for half a minute; cleared after an import. */
export interface StaffDirectory extends Remembered<StaffMember> {
  nameOf(schoolId: string, personId: string | null): Promise<string>;
}

/** Makes the staff directory over a store. */
export function createStaffDirectory(store: Pick<Store, 'listStaff'>, clock: Clock): StaffDirectory {
  const staff = rememberBySchool((schoolId) => store.listStaff(schoolId), clock);
  return {
    ...staff,
    nameOf: async (schoolId, personId) => {
      const person = (await staff.list(schoolId)).find((member) => member.personId === personId);
      return person?.name ?? 'A former member of staff';
    },
  };
}

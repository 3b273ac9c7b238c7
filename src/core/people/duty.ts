import type { Clock } from '../ports.ts';
import type { Role } from '../school/roles.ts';
import type { Store } from '../store-port.ts';
import { type Remembered, rememberBySchool } from './remembered.ts';

/** Who is on duty for a function on one day of the week; 1 is Monday. */
export interface DutyDay {
  role: Role;
  weekday: number;
  personId: string;
}

/** A school's duty rota, remembered for half a minute so that a report costs no further question; cleared when it is changed. */
export type DutyRota = Remembered<DutyDay>;

/** Makes the duty rota over a store. */
export const createDutyRota = (store: Pick<Store, 'listDuty'>, clock: Clock): DutyRota =>
  rememberBySchool((schoolId) => store.listDuty(schoolId), clock);

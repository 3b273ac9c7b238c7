import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { currentStaff } from '../people/current-staff.ts';
import type { StaffMember } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { occurrenceOf } from './duty-occurrences.ts';
import { SEES_ALL_DUE, signersOf } from './duty-people.ts';
import { type DutyStatus, statusOf } from './duty-status.ts';

/** A duty as one person may see it. */
export interface FoundDuty {
  seat: SchoolSeat;
  duty: DutyStatus & { dutyId: string };
  /** True when it is this person's turn to sign. */
  maySign: boolean;
}

/** Finds a duty in whichever of a person's schools it is; null where there is none, or none he may see. */
export async function findDuty(
  desk: Desk,
  identity: Identity,
  data: Record<string, string>,
): Promise<FoundDuty | null> {
  const dutyId = idIn(data, 'duty');
  const today = localDay(desk.clock.now());
  for (const seat of dutyId ? identity.seats : []) {
    const { profile } = seat;
    const row = await desk.store.duties.findDuty(profile.id, dutyId);
    const occurrence = row && occurrenceOf(profile, row);
    if (!occurrence) continue;
    const duty = { ...statusOf(occurrence, row, today), dutyId };
    const maySign = isAmong(signersOf(profile, await staffToday(desk, profile), duty), identity.personId);
    return maySign || maySee(duty, seat.roles, identity.personId) ? { seat, duty, maySign } : null;
  }
  return null;
}

/** Everybody who works in a school today. */
export async function staffToday(desk: Desk, profile: SchoolProfile): Promise<StaffMember[]> {
  const today = localDay(desk.clock.now());
  return currentStaff(desk, profile.id, today);
}

/** Those whose function signs it, who have signed it, and those who answer for everything that is due. */
function maySee({ owner, second, doneBy, secondBy }: DutyStatus, roles: readonly Role[], personId: string): boolean {
  if (personId === doneBy || personId === secondBy) return true;
  return roles.some((role) => role === owner || role === second || SEES_ALL_DUE.includes(role));
}

const isAmong = (people: readonly StaffMember[], personId: string): boolean =>
  people.some((person) => person.personId === personId);

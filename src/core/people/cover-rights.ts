import { rolesThatGetPupilCases } from '../access.ts';
import type { SchoolSeat } from '../identify.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { isCurrent, type StaffMember } from './membership.ts';

/**
 * Functions that get a concern about whoever else leads. Nobody but they themselves may say that they are away: a head could
 * otherwise turn a concern about the head away from its way (law 4).
 */
const SAY_IT_THEMSELVES: readonly Role[] = ['chair', 'trust_lead'];

/** Whether somebody may say who else is away and who is on duty: the safeguarding team, the head and the administrator. */
export const mayArrangeCover = ({ profile, roles }: SchoolSeat): boolean =>
  roles.some((role) => role === 'administrator' || rolesThatGetPupilCases(profile).includes(role));

/** Whose absence somebody may note or end, by id. */
export function absenceOf(seat: SchoolSeat, personId: string, staff: readonly StaffMember[], at: Date): StaffMember[] {
  const today = localDay(at);
  const arranges = mayArrangeCover(seat);
  return staff.filter((person) => {
    if (!isCurrent(person, today)) return false;
    if (person.personId === personId) return true;
    return arranges && !rolesHeld(seat.profile, person.roles).some((role) => SAY_IT_THEMSELVES.includes(role));
  });
}

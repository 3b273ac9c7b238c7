import type { Role } from '../school/roles.ts';
import type { StaffGroup } from './staff-row.ts';

/** One person's place in one school. Dates are local days, `YYYY-MM-DD`. */
export interface Membership {
  schoolId: string;
  /** As recorded; follow "same as" with `rolesHeld`. */
  roles: Role[];
  startsOn: string | null;
  endsOn: string | null;
}

/** A member of staff as the school's lists show him. */
export interface StaffMember {
  personId: string;
  name: string;
  email: string;
  jobTitle: string;
  roles: Role[];
  /** Whose training and reading he is counted with. */
  staffGroup: StaffGroup;
  startsOn: string | null;
  endsOn: string | null;
}

/**
 * Whether somebody belongs to the school on a day. Access ends the day after the last day (Wessex 6.7).
 * @param today local day, `YYYY-MM-DD`
 */
export function isCurrent(member: { startsOn: string | null; endsOn: string | null }, today: string): boolean {
  return (member.startsOn === null || member.startsOn <= today) && (member.endsOn === null || today <= member.endsOn);
}

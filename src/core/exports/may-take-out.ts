import { rolesThatOpenCases, type Viewer, viewerOf } from '../access.ts';
import { isCurrent, type Membership } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';

/**
 * Whether somebody's functions let him take anything out: only those who work cases. Who was merely given a case to read reads
 * it in the chat; the case itself is asked for again in every query.
 */
export function mayTakeOut(profile: SchoolProfile, roles: readonly Role[]): boolean {
  const opening = rolesThatOpenCases(profile);
  return roles.some((role) => opening.includes(role));
}

/** The viewer somebody is on this day, if he still belongs to the school and may take things out. */
export function takerToday(
  profile: SchoolProfile,
  personId: string,
  membership: Membership | null,
  now: Date,
): Viewer | null {
  if (!membership || !isCurrent(membership, localDay(now))) return null;
  const roles = rolesHeld(profile, membership.roles);
  return mayTakeOut(profile, roles) ? viewerOf(personId, roles) : null;
}

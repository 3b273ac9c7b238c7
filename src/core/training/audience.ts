import type { StaffMember } from '../people/membership.ts';
import type { StaffGroup } from '../people/staff-row.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';

/** Whom a pack or a course is for, as a profile writes it. */
export type Audience = SchoolProfile['training'][number]['audience'][number];

/** Those who govern the school, and are not its staff. */
const BOARDS: readonly StaffGroup[] = ['governors', 'trustees'];

/** Held by governors, of whom some are on the staff and counted with their colleagues. */
const GOVERNOR_ROLES: readonly Role[] = ['chair', 'link_governor', 'governor'];

/**
 * Whether something is for somebody: for his group, for a function he holds, for `staff` (everybody but governors and
 * trustees) or for `new_staff`. What names nobody is for the staff.
 */
export function isFor(
  profile: SchoolProfile,
  audience: readonly Audience[],
  person: Pick<StaffMember, 'roles' | 'staffGroup'>,
  isNew: boolean,
): boolean {
  const meant: readonly Audience[] = audience.length > 0 ? audience : ['staff'];
  if (meant.includes(person.staffGroup) || (isNew && meant.includes('new_staff'))) return true;
  if (meant.includes('governors') && person.roles.some((role) => GOVERNOR_ROLES.includes(role))) return true;
  if (meant.includes('staff') && !BOARDS.includes(person.staffGroup)) return true;
  // Everybody on the list may hold the function "staff": it says nothing of who is meant.
  return rolesHeld(profile, person.roles).some((role) => role !== 'staff' && meant.includes(role));
}

/** Whether something is for pupils or parents, of whom only numbers are kept. */
export function isForFamilies(audience: readonly Audience[]): boolean {
  return audience.some((who) => who === 'pupils' || who === 'parents');
}

/** Whether something is for anybody on the staff or a board at all. */
export function isForStaff(audience: readonly Audience[]): boolean {
  return audience.length === 0 || audience.some((who) => who !== 'pupils' && who !== 'parents');
}

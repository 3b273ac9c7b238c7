import type { StaffMember } from '../people/membership.ts';
import type { StaffGroup } from '../people/staff-row.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';

const GOVERNORS: readonly Role[] = ['governor', 'link_governor', 'chair'];
const GOVERNING_GROUPS: readonly StaffGroup[] = ['governors', 'trustees'];

/** One address and no list of them; its domain. */
const ONE_ADDRESS = /^[^\s@,;:<>()"]+@([a-z0-9.-]+)$/i;

type Governor = Pick<StaffMember, 'roles' | 'staffGroup'>;

/** Who makes a school's digest ready, the first function somebody holds: whom the profile names, else the DSL, else the head. */
export function preparingRoles({ governors_report: report }: SchoolProfile): Role[] {
  return [...new Set<Role>([report?.by ?? 'dsl', 'dsl', 'head'])];
}

/** Whether somebody may preview and approve digests. */
export function mayApproveDigests(profile: SchoolProfile, roles: readonly Role[]): boolean {
  return preparingRoles(profile).some((role) => roles.includes(role));
}

/** Whether a digest goes to somebody once it is approved. */
export function isGovernor(profile: SchoolProfile, { roles, staffGroup }: Governor): boolean {
  return GOVERNING_GROUPS.includes(staffGroup) || rolesHeld(profile, roles).some((role) => GOVERNORS.includes(role));
}

/** Whether somebody may read digests that are approved: governors, those who prepare them, and the trust's lead. */
export function mayReadDigests(profile: SchoolProfile, person: Governor): boolean {
  const roles = rolesHeld(profile, person.roles);
  return isGovernor(profile, person) || roles.includes('trust_lead') || mayApproveDigests(profile, roles);
}

/**
 * Whether a digest may go to an address by e-mail: at the school's or the trust's own domains alone (Wessex 23.3). A school that
 * names no domain has none that is known to be its own.
 */
export function mayBeMailed({ email_domains: domains }: SchoolProfile, address: string): boolean {
  const domain = ONE_ADDRESS.exec(address)?.[1]?.toLowerCase() ?? '';
  return domains.includes(domain);
}

import { CASE_ROLES } from '../../core/access.ts';
import { type Role, rolesHeld, type SchoolProfile } from '../../core/school/profile.ts';
import type { Finding } from '../finding.ts';

/** Functions that must never open a case by being "the same as" another. */
const WITHOUT_CASES: readonly Role[] = ['administrator', 'staff'];

/** Administrators configure and see no case; "same as" must not give them one by the back door (law 4). */
export function lintAccess(profile: SchoolProfile): Finding[] {
  return WITHOUT_CASES.flatMap((role) => {
    const opened = rolesHeld(profile, [role]).filter((held) => CASE_ROLES.includes(held));
    return opened.map(
      (held): Finding => ({
        level: 'refuse',
        code: 'access-by-the-back-door',
        path: `roles.${held}.same_as`,
        message: `whoever is ${role} would open cases as ${held}; give ${held} to a person of the safeguarding team in the staff list instead`,
      }),
    );
  });
}

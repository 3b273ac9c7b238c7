import type { SchoolProfile } from './profile.ts';
import type { Role } from './roles.ts';

/**
 * Whether the profile says who holds a function: by itself, or through "same as" a function that is filled.
 * A function with null (the policy leaves it unnamed), one left out and a circle of "same as" are not.
 */
export function isRoleFilled(profile: Pick<SchoolProfile, 'roles'>, role: Role): boolean {
  const seen = new Set<Role>();
  for (let current = role; !seen.has(current); ) {
    seen.add(current);
    const setting = profile.roles[current];
    if (!setting) return false;
    if (!setting.same_as) return true;
    current = setting.same_as;
  }
  return false;
}

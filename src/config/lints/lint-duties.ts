import type { SchoolProfile } from '../../core/school/profile.ts';
import { isRoleFilled } from '../../core/school/role-filled.ts';
import type { Role } from '../../core/school/roles.ts';
import type { Finding } from '../finding.ts';

/** Warns of what comes round for a function nobody in the school fills: the head would get it each time. */
export function lintDuties(profile: SchoolProfile): Finding[] {
  const owned: { path: string; what: string; roles: Role[] }[] = [
    ...profile.duties.map(({ kind, owner, second }, index) => ({
      path: `duties[${index}]`,
      what: kind,
      roles: second ? [owner, second] : [owner],
    })),
    ...profile.accreditations.map(({ name, owner }, index) => ({
      path: `accreditations[${index}]`,
      what: name,
      roles: [owner],
    })),
  ];
  return owned.flatMap(({ path, what, roles }) =>
    roles
      .filter((role) => !isRoleFilled(profile, role))
      .map((role): Finding => {
        const message = `'${what}' goes to ${role}, which nobody in this school fills, so the head gets it. Name the function under roles, or another one here`;
        return { level: 'warning', code: 'duty-owner-missing', path, message };
      }),
  );
}

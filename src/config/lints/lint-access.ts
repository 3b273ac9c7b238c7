import { CASE_ROLES, NEVER_OPEN_CASES } from '../../core/access.ts';
import { rolesHeld, type SchoolProfile } from '../../core/school/profile.ts';
import { ROLES, type Role } from '../../core/school/roles.ts';
import type { Finding } from '../finding.ts';

/** Functions of the safeguarding and leadership team: the only ones a function that opens cases may be "the same as". */
const SOURCES: readonly Role[] = [...CASE_ROLES, 'deputy_head', 'slt_duty', 'sendco'];

/** The e-safety co-ordinator is usually the IT leader (Wessex 1.3); nothing else comes with that function. */
const isAllowed = (source: Role, opened: Role): boolean =>
  SOURCES.includes(source) || (source === 'ict_lead' && opened === 'esafety_coordinator');

/** Refuses profiles that give cases by the back door: by "same as", or by a route or cover to those who must see none (law 4). */
export function lintAccess(profile: SchoolProfile): Finding[] {
  return [...lintSources(profile), ...lintRecipients(profile)];
}

function lintSources(profile: SchoolProfile): Finding[] {
  return ROLES.flatMap((role) =>
    rolesHeld(profile, [role])
      .filter((opened) => opened !== role && CASE_ROLES.includes(opened) && !isAllowed(role, opened))
      .map((opened) =>
        refuse(
          `roles.${opened}.same_as`,
          `whoever is ${role} would open cases as ${opened}; give ${opened} to a person of the safeguarding team in the staff list instead`,
        ),
      ),
  );
}

function lintRecipients(profile: SchoolProfile): Finding[] {
  const lists: [path: string, roles: readonly Role[]][] = [
    ...profile.routes.map((route, index): [string, Role[]] => [`routes[${index}].to`, route.to]),
    ['cover', profile.cover],
    ['holiday_cover.roles', profile.holiday_cover?.roles ?? []],
  ];
  return lists.flatMap(([path, roles]) =>
    NEVER_OPEN_CASES.flatMap((role) =>
      rolesHeld(profile, [role])
        // What "same as" gives away of the case roles is told above.
        .filter((held) => roles.includes(held) && !CASE_ROLES.includes(held))
        .map((held) =>
          refuse(
            path,
            `cases would go to ${held}, and so to whoever is ${role}; name a function of the safeguarding team`,
          ),
        ),
    ),
  );
}

function refuse(path: string, message: string): Finding {
  return { level: 'refuse', code: 'access-by-the-back-door', path, message };
}

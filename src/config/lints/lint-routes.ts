import { type ProfileRoute, type SchoolProfile, titleOf } from '../../core/school/profile.ts';
import { isRoleFilled } from '../../core/school/role-filled.ts';
import type { Role } from '../../core/school/roles.ts';
import type { Finding } from '../finding.ts';

/** Functions whose absence already blocks going live, so that one gap is told once. */
const TOLD_ELSEWHERE: readonly Role[] = ['head', 'dsl', 'esafety_coordinator'];

/** Checks that routes do not contradict each other and reach somebody. Source of the example: Ingol, two ways to report a site. */
export function lintRoutes(profile: SchoolProfile): Finding[] {
  return [...lintConflicts(profile), ...lintRecipients(profile)];
}

function lintConflicts(profile: SchoolProfile): Finding[] {
  const findings: Finding[] = [];
  for (const [index, later] of profile.routes.entries()) {
    const earlier = profile.routes.slice(0, index).find((route) => sameCondition(route, later));
    if (!earlier || recipients(earlier) === recipients(later)) continue;
    const message = `'${earlier.name}' and '${later.name}' are for the same concerns but tell different people; the first is used: merge them, or give them different conditions`;
    findings.push({ level: 'warning', code: 'route-conflict', path: `routes[${index}]`, message });
  }
  return findings;
}

/** Two conditions are the same where some concern meets both and nothing makes either of them the more particular one. */
function sameCondition(a: ProfileRoute, b: ProfileRoute): boolean {
  return (
    overlap(a.when.types, b.when.types) &&
    overlap(a.when.categories, b.when.categories) &&
    overlap(a.when.reporter_roles, b.when.reporter_roles) &&
    String(a.when.between) === String(b.when.between)
  );
}

function overlap(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (!a?.length || !b?.length) return !a?.length && !b?.length;
  return a.some((value) => b.includes(value));
}

function recipients(route: ProfileRoute): string {
  return [route.to, route.hand_off, route.also_tell].map((roles) => [...roles].sort().join(' ')).join(' / ');
}

function lintRecipients(profile: SchoolProfile): Finding[] {
  const findings: Finding[] = [];
  const check = (roles: readonly Role[], path: string, name: string): void => {
    for (const role of roles) {
      if (role === 'staff' || TOLD_ELSEWHERE.includes(role) || isRoleFilled(profile, role)) continue;
      const state = profile.roles[role] === undefined ? 'the school has not got' : 'the profile does not fill';
      const message = `${name} names the ${titleOf(profile, role)} ('${role}'), a function ${state}; fill in roles.${role} or name another function`;
      findings.push({ level: 'warning', code: 'route-role-missing', path, message });
    }
  };
  for (const [index, route] of profile.routes.entries()) {
    const name = `the route '${route.name}'`;
    check(route.to, `routes[${index}].to`, name);
    check(route.hand_off, `routes[${index}].hand_off`, name);
    check(route.also_tell, `routes[${index}].also_tell`, name);
  }
  check(profile.cover, 'cover', 'the order of cover');
  return findings;
}

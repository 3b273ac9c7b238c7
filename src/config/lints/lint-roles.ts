import { rolesHeld, type SchoolProfile } from '../../core/school/profile.ts';
import { isRoleFilled } from '../../core/school/role-filled.ts';
import type { Role } from '../../core/school/roles.ts';
import type { Finding } from '../finding.ts';

const NEEDED: readonly { role: Role; code: string; what: string }[] = [
  { role: 'head', code: 'head-missing', what: 'headteacher' },
  { role: 'dsl', code: 'dsl-missing', what: 'designated safeguarding lead' },
  { role: 'esafety_coordinator', code: 'coordinator-missing', what: 'e-safety co-ordinator' },
];

/**
 * Checks that the functions a school cannot do without are filled, and that a concern about the head has somewhere to go.
 * Sources: KCSIE part two (every school has a designated lead) and part four (the head's own case goes to the chair, then
 * to the LADO); Wessex policy 1.3 (each school has a co-ordinator).
 */
export function lintRoles(profile: SchoolProfile): Finding[] {
  const findings: Finding[] = [];
  for (const { role, code, what } of NEEDED) {
    if (isRoleFilled(profile, role)) continue;
    findings.push({
      level: 'blocks-live',
      code,
      path: `roles.${role}`,
      message: `the profile does not say who is the ${what}; fill in the function, or write "same_as:" and the function whose holder does it`,
    });
  }
  return [...findings, ...lintAlternates(profile)];
}

/** Where one person is head and DSL, the two who normally check on each other are one: chair and LADO have to be known. */
function lintAlternates(profile: SchoolProfile): Finding[] {
  const headIsDsl = rolesHeld(profile, ['head']).includes('dsl') || rolesHeld(profile, ['dsl']).includes('head');
  const level = headIsDsl ? 'blocks-live' : 'warning';
  const why = headIsDsl ? 'the head is also the DSL, and ' : '';
  const findings: Finding[] = [];
  if (!isRoleFilled(profile, 'chair')) {
    findings.push({
      level,
      code: headIsDsl ? 'head-is-dsl-no-chair' : 'chair-missing',
      path: 'roles.chair',
      message: `${why}no chair of governors is given; a concern about the head needs somebody else to go to: fill in roles.chair`,
    });
  }
  if (!profile.contacts.lado?.phone) {
    findings.push({
      level,
      code: headIsDsl ? 'head-is-dsl-no-lado' : 'lado-missing',
      path: 'contacts.lado',
      message: `${why}no telephone number of the LADO is given; fill in contacts.lado with the local authority's number`,
    });
  }
  return findings;
}

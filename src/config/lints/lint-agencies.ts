import type { SchoolProfile } from '../../core/school/profile.ts';
import { isKnownAgency, knownAgencyNames } from '../agencies.ts';
import type { Finding } from '../finding.ts';
import { suggest } from '../suggest.ts';

/**
 * Warns of agencies nobody could ring because there is no such body. A route may name a known agency, the school's own
 * local authority or an entry under contacts.agencies; elsewhere only a name close to a known one is questioned, since a policy
 * also cites laws and products. Source of the example: Wessex policy 13.3, "CLEOPS".
 */
export function lintAgencies(profile: SchoolProfile): Finding[] {
  const own = [...profile.contacts.agencies.map((agency) => agency.name), profile.local_authority ?? ''];
  const findings: Finding[] = [];
  for (const [index, route] of profile.routes.entries()) {
    for (const [place, name] of route.agencies.entries()) {
      if (isKnownAgency(name) || own.some((known) => known.toLowerCase() === name.toLowerCase())) continue;
      findings.push(unknownAgency(name, `routes[${index}].agencies[${place}]`));
    }
  }
  for (const [index, contact] of profile.contacts.agencies.entries()) {
    if (isMisspelt(contact.name)) findings.push(unknownAgency(contact.name, `contacts.agencies[${index}].name`));
  }
  for (const [policyIndex, policy] of profile.policies.entries()) {
    for (const [index, cited] of policy.cites.entries()) {
      if (isMisspelt(cited)) findings.push(unknownAgency(cited, `policies[${policyIndex}].cites[${index}]`));
    }
  }
  return findings;
}

function isMisspelt(name: string): boolean {
  return !isKnownAgency(name) && suggest(name, knownAgencyNames()) !== null;
}

function unknownAgency(name: string, path: string): Finding {
  const meant = suggest(name, knownAgencyNames());
  const hint = meant ? ` (did you mean ${meant}?)` : '';
  const message = `the agency '${name}' is unrecognised${hint}; correct the name, or add it with a number under contacts.agencies`;
  return { level: 'warning', code: 'unknown-agency', path, message };
}

import type { SchoolProfile } from '../../core/school/profile.ts';
import type { Finding, LintOptions } from '../finding.ts';
import { findReferences } from '../references.ts';

/** Warns where a policy cites a law, a guidance or a body that has been replaced by `today`. The facts stand in data/references.yaml. */
export function lintReferences(profile: SchoolProfile, { today }: LintOptions): Finding[] {
  const findings: Finding[] = [];
  for (const [policyIndex, policy] of profile.policies.entries()) {
    for (const [index, cited] of policy.cites.entries()) {
      for (const reference of findReferences(cited, profile.nation, today)) {
        const check = reference.check ? ' (check this before relying on it)' : '';
        const message = `'${policy.title}' cites '${cited}': ${reference.what} on ${reference.since}${check}. ${reference.instead}`;
        const path = `policies[${policyIndex}].cites[${index}]`;
        findings.push({ level: 'warning', code: 'obsolete-reference', path, message });
      }
    }
  }
  return findings;
}

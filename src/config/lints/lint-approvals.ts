import { approvalState } from '../../core/school/approval-state.ts';
import type { SchoolProfile } from '../../core/school/profile.ts';
import type { Finding } from '../finding.ts';

/** Warns of every policy whose approval nobody could show later. Source: St Andrew's policy, two blank boxes on the front page. */
export function lintApprovals(profile: SchoolProfile): Finding[] {
  return profile.policies.flatMap((policy, index) => {
    const { state, missing } = approvalState(policy);
    if (state === 'approved') return [];
    const what = missing.length > 0 ? `no date for ${missing.join(' and ')}` : 'no approval is named';
    const message = `'${policy.title}' is not evidenced as approved: ${what}. Write the dates from the minutes under approvals`;
    return [{ level: 'warning', code: 'approval-not-evidenced', path: `policies[${index}].approvals`, message }];
  });
}

import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import { approvalState } from '../school/approval-state.ts';
import { localDay } from '../school/calendar.ts';
import { effectiveNextReview } from '../school/effective-next-review.ts';
import type { ProfilePolicy } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { PoliciesView } from '../views.ts';

/**
 * `/esafety policy`: each policy's version, state and link, for anybody on the staff, governors included (Ingol, "Audience":
 * available for all members of staff and governors), with the policies it belongs together with (Writtle 1). It is no secret, and still answered privately like everything.
 */
export function showPolicies(desk: Desk, identity: Identity): Reply {
  const today = localDay(desk.clock.now());
  return show({
    name: 'policies',
    schools: identity.seats.map(({ profile }) => ({
      school: headingOf(profile),
      policies: profile.policies.map((policy) => policyLine(policy, today)),
    })),
  });
}

function policyLine(policy: ProfilePolicy, today: string): PoliciesView['schools'][number]['policies'][number] {
  const { due } = effectiveNextReview(policy);
  return {
    title: policy.title,
    version: policy.version,
    nextReview: due,
    overdue: due !== null && due < today,
    approval: approvalState(policy).state,
    url: policy.url ?? null,
    linked: policy.linked,
  };
}

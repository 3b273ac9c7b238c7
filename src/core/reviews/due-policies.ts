import type { DueWork, Occasion } from '../reminders/occasion.ts';
import { tellPeople } from '../reminders/occasion.ts';
import { effectiveNextReview } from '../school/effective-next-review.ts';
import type { Role } from '../school/roles.ts';
import { reviewOccasion } from './review-occasion.ts';

/** Who reviews a policy of which no function is named. */
const DEFAULT_OWNER: Role = 'esafety_coordinator';

/** Policies whose review comes up or is late: told to whoever holds the owner's function, and to the head once it is very late. */
export const duePolicies: DueWork = async (day) =>
  day.profile.policies.flatMap((policy): Occasion[] => {
    const { due } = effectiveNextReview(policy);
    const occasion = due === null ? null : reviewOccasion(due, day.today);
    if (due === null || !occasion) return [];
    const roles: Role[] = [policy.owner ?? DEFAULT_OWNER, ...(occasion.tellsHead ? (['head'] as const) : [])];
    return tellPeople(day, 'policy-review', `${policy.title}|${occasion.key}`, day.holdersOf(roles), (personId) => ({
      kind: 'review-due',
      personId,
      policy: policy.title,
      dueOn: due,
    }));
  });

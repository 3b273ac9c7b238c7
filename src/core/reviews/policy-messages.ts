import type { ComposeTold } from '../messages/told.ts';
import { localDay } from '../school/calendar.ts';
import { effectiveNextReview } from '../school/effective-next-review.ts';

/** How messages about policies are composed. */
export const policyMessages = {
  'review-due': (async ({ desk, profile, school }, intent) => {
    const policy = profile.policies.find(({ title }) => title === intent.policy);
    // Reviewed meanwhile: there is another date.
    if (!policy || effectiveNextReview(policy).due !== intent.dueOn) return null;
    const overdue = intent.dueOn < localDay(desk.clock.now());
    return { name: 'review-due', school, policy: policy.title, dueOn: intent.dueOn, overdue, url: policy.url ?? null };
  }) satisfies ComposeTold<'review-due'>,
  'policy-version': (async () => null) satisfies ComposeTold<'policy-version'>,
};

import { addPeriod } from './add-period.ts';
import type { ProfilePolicy } from './profile.ts';

/** When a policy is due for review, and what that date rests on. */
export interface EffectiveReview {
  /** YYYY-MM-DD; the review is overdue from the day after. Null where nothing gives a date. */
  due: string | null;
  /** A stated next review, or the cycle counted from the last review or from the adoption. */
  basis: 'next-review' | 'last-review' | 'adopted' | 'none';
  /** True while the policy states several dates of the last review: a person has to pick one. */
  unresolved: boolean;
}

/**
 * The date a policy is next due. Of several next-review dates the earlier one counts, so that a wrong date never
 * hides an overdue review; without any, the cycle is counted from the earlier last review, then from the adoption.
 */
export function effectiveNextReview(
  policy: Pick<ProfilePolicy, 'adopted' | 'cycle' | 'last_reviews' | 'next_reviews'>,
): EffectiveReview {
  const unresolved = new Set(policy.last_reviews.map((review) => review.date)).size > 1;
  const stated = earliest(policy.next_reviews);
  if (stated) return { due: stated, basis: 'next-review', unresolved };
  const lastReviewed = earliest(policy.last_reviews);
  const from = lastReviewed ?? policy.adopted;
  if (!from || !policy.cycle) return { due: null, basis: 'none', unresolved };
  return { due: addPeriod(from, policy.cycle), basis: lastReviewed ? 'last-review' : 'adopted', unresolved };
}

function earliest(reviews: readonly { date: string }[]): string | null {
  return reviews.map((review) => review.date).sort()[0] ?? null;
}

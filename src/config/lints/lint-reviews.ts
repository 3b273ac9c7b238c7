import { effectiveNextReview } from '../../core/school/effective-next-review.ts';
import type { ProfilePolicy, SchoolProfile } from '../../core/school/profile.ts';
import type { Finding, LintOptions } from '../finding.ts';

/** Checks the review dates of every policy: contradicting, overdue or missing. */
export function lintReviews(profile: SchoolProfile, { today }: LintOptions): Finding[] {
  return profile.policies.flatMap((policy, index) => lintPolicy(policy, `policies[${index}]`, today));
}

function lintPolicy(policy: ProfilePolicy, path: string, today: string): Finding[] {
  const findings: Finding[] = [];
  const { due, unresolved } = effectiveNextReview(policy);
  if (differ(policy.next_reviews)) {
    const message = `'${policy.title}' gives several dates for its next review: ${list(policy.next_reviews)}. The earlier one, ${due}, is used; take the wrong one out`;
    findings.push({ level: 'warning', code: 'next-review-conflict', path: `${path}.next_reviews`, message });
  }
  if (unresolved) {
    const message = `'${policy.title}' gives several dates of its last review: ${list(policy.last_reviews)}. This is unresolved until somebody picks one; take the wrong one out`;
    findings.push({ level: 'warning', code: 'last-review-conflict', path: `${path}.last_reviews`, message });
  }
  if (due === null) {
    const message = `'${policy.title}' cannot be reminded of: ${missingFrom(policy)}. Add the date of its next review, or its last review and a cycle`;
    findings.push({ level: 'warning', code: 'policy-undated', path, message });
  } else if (due < today) {
    const message = `'${policy.title}' was due for review on ${due} and is overdue; review it, then write the new dates here`;
    findings.push({ level: 'warning', code: 'review-overdue', path, message });
  }
  return findings;
}

type Reviews = ProfilePolicy['next_reviews'];

function differ(reviews: Reviews): boolean {
  return new Set(reviews.map((review) => review.date)).size > 1;
}

function list(reviews: Reviews): string {
  return reviews.map((review) => `${review.date} (${review.where})`).join(', ');
}

function missingFrom(policy: ProfilePolicy): string {
  const dated = policy.adopted !== null || policy.last_reviews.length > 0;
  const missing = [dated ? '' : 'date', policy.version ? '' : 'version', policy.cycle ? '' : 'review cycle'];
  const named = missing.filter((word) => word !== '');
  return `it has no ${named.length > 1 ? `${named.slice(0, -1).join(', ')} or ${named.at(-1)}` : named[0]}`;
}

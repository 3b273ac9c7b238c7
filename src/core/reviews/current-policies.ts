import type { Desk } from '../desk.ts';
import { approvalState } from '../school/approval-state.ts';
import { localDay } from '../school/calendar.ts';
import { effectiveNextReview } from '../school/effective-next-review.ts';
import type { ProfilePolicy, SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { PolicyVersion } from './policy-store.ts';

/** Who reviews a policy of which no function is named. */
export const DEFAULT_OWNER: Role = 'esafety_coordinator';

/** One policy as it holds now. */
export interface CurrentPolicy {
  title: string;
  /** Null where the policy gives none. */
  version: string | null;
  url: string | null;
  /** What it says of monitoring, shown before it is acknowledged (Wessex 21.2). */
  monitoringClause: string | null;
  owner: Role;
  /** Local day of the next review, `YYYY-MM-DD`; overdue from the day after. */
  dueOn: string | null;
  /** `not-evidenced` while an approval the policy asks for has no date (St Andrew's, front page). */
  status: 'published' | 'not-evidenced';
  /** Titles of the policies it belongs together with. */
  linked: string[];
  /** How long until it is reviewed again, as ISO 8601; null where it does not say. */
  cycle: string | null;
}

/**
 * The school's policies as they hold now: those of its profile, overlaid by the versions published in the chat, then those
 * that were only ever published there.
 */
export async function readPolicies(desk: Pick<Desk, 'store'>, profile: SchoolProfile): Promise<CurrentPolicy[]> {
  return currentPolicies(profile, await desk.store.policies.listVersions(profile.id));
}

/** The policies that hold now, of versions that were read already. */
export function currentPolicies(profile: SchoolProfile, versions: readonly PolicyVersion[]): CurrentPolicy[] {
  const published = versions.filter(({ stage }) => stage === 'published');
  const known = profile.policies.map((policy) => {
    const version = published.find(({ title }) => title === policy.title);
    return version && !isOlder(version, policy) ? overlay(fromProfile(policy), version) : fromProfile(policy);
  });
  const others = published.filter(({ title }) => !known.some((policy) => policy.title === title));
  return [...known, ...others.map((version) => overlay(unknownPolicy(version.title), version))];
}

/** Whoever keeps the profile has entered a review or an approval since: then the profile is the newer word. */
function isOlder({ publishedAt }: PolicyVersion, policy: ProfilePolicy): boolean {
  const entered = [
    policy.adopted,
    ...policy.last_reviews.map(({ date }) => date),
    ...policy.approvals.map(({ on }) => on),
  ];
  return publishedAt !== null && entered.some((day) => day !== null && day > localDay(publishedAt));
}

function fromProfile(policy: ProfilePolicy): CurrentPolicy {
  return {
    title: policy.title,
    version: policy.version,
    url: policy.url ?? null,
    monitoringClause: policy.monitoring_clause ?? null,
    owner: policy.owner ?? DEFAULT_OWNER,
    dueOn: effectiveNextReview(policy).due,
    status: approvalState(policy).state === 'approved' ? 'published' : 'not-evidenced',
    linked: policy.linked,
    cycle: policy.cycle,
  };
}

const unknownPolicy = (title: string): CurrentPolicy => ({
  title,
  version: null,
  url: null,
  monitoringClause: null,
  owner: DEFAULT_OWNER,
  dueOn: null,
  status: 'published',
  linked: [],
  cycle: null,
});

function overlay(
  policy: CurrentPolicy,
  { version, url, monitoringClause, nextReviewOn }: PolicyVersion,
): CurrentPolicy {
  return { ...policy, version, url, monitoringClause, dueOn: nextReviewOn, status: 'published' };
}

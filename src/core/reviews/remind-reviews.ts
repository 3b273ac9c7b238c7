import type { Desk } from '../desk.ts';
import { personLane } from '../incidents/first-messages.ts';
import type { OutgoingMessage } from '../intents.ts';
import { isCurrent } from '../people/membership.ts';
import { isSchoolTime, localDay } from '../school/calendar.ts';
import { effectiveNextReview } from '../school/effective-next-review.ts';
import { type ProfilePolicy, type Role, rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { reviewOccasion } from './review-occasion.ts';

/** Who reviews a policy of which no function is named. */
const DEFAULT_OWNER: Role = 'esafety_coordinator';

/**
 * Makes the job that reminds of policy reviews, in school time alone. A reminder goes to whoever holds the owner's function at
 * that moment, never to a person who once did. Of replicas that race one claims each occasion.
 */
export function createRemindReviews(desk: Desk): () => Promise<number> {
  /** What is known to be claimed: asking the record every time would be one question for each policy of each school. */
  const claimed = new Set<string>();
  return async () => {
    const now = desk.clock.now();
    let sent = 0;
    for (const profile of desk.schools.all()) {
      if (!isSchoolTime(profile, now)) continue;
      for (const policy of profile.policies) {
        try {
          if (await remindOf(desk, profile, policy, claimed, now)) sent += 1;
        } catch (error) {
          desk.reportError('review reminder failed', error);
        }
      }
    }
    return sent;
  };
}

async function remindOf(
  desk: Desk,
  profile: SchoolProfile,
  policy: ProfilePolicy,
  claimed: Set<string>,
  now: Date,
): Promise<boolean> {
  const { due } = effectiveNextReview(policy);
  const occasion = due === null ? null : reviewOccasion(due, localDay(now));
  if (due === null || !occasion) return false;
  const key = `${policy.title}|${occasion.key}`;
  if (claimed.has(`${profile.id}|${key}`)) return false;
  const roles: Role[] = [policy.owner ?? DEFAULT_OWNER, ...(occasion.tellsHead ? (['head'] as const) : [])];
  const people = await holdersOf(desk, profile, roles, now);
  // Nobody holds the function today: it is tried again, so that whoever is given it hears of it.
  if (people.length === 0) return false;
  const messages = people.map(
    (personId): OutgoingMessage => ({
      lane: personLane(personId),
      dedupeKey: `review|${key}|${personId}`,
      intent: { kind: 'review-due', personId, policy: policy.title, dueOn: due },
      dueAt: now,
    }),
  );
  const first = await desk.store.claim(profile.id, 'policy-review', key, messages, now);
  claimed.add(`${profile.id}|${key}`);
  return first;
}

async function holdersOf(desk: Desk, profile: SchoolProfile, roles: readonly Role[], now: Date): Promise<string[]> {
  const today = localDay(now);
  return (await desk.staff.list(profile.id))
    .filter((person) => isCurrent(person, today))
    .filter((person) => rolesHeld(profile, person.roles).some((role) => roles.includes(role)))
    .map((person) => person.personId);
}

import type { Intent, OutgoingMessage } from '../intents.ts';
import { dayAfter, isSchoolTime, localDay, nextSchoolMorning } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { withUsualTerms } from '../school/usual-terms.ts';

/** Lanes of messages that belong to no case begin so. */
const QUIET = 'quiet|';

/** An intent that goes to one person. */
export type ToPerson = Extract<Intent, { personId: string }>;

/**
 * A message to one person that belongs to no case. It waits for school time, whoever set it off and when, and in a lane of its
 * own: nothing about a child may wait behind it.
 * @param key the same for the same message to the same person
 */
export function quietMessage(profile: SchoolProfile, now: Date, key: string, intent: ToPerson): OutgoingMessage {
  const { personId } = intent;
  return { lane: `${QUIET}${personId}`, dedupeKey: `${key}|${personId}`, intent, dueAt: quietTime(profile, now) };
}

/** Whether a message is one that waits for school time. */
export const isQuiet = ({ lane }: Pick<OutgoingMessage, 'lane'>): boolean => lane.startsWith(QUIET);

/** When a message of some moment that belongs to no case can leave: at once in school time, else on the next school morning. */
export function quietTime(profile: SchoolProfile, at: Date): Date {
  const today = localDay(at);
  if (isSchoolTime(withUsualTerms(profile, today), at)) return at;
  return nextSchoolMorning(withUsualTerms(profile, dayAfter(today)), at) ?? at;
}

import type { Intent, OutgoingMessage } from '../intents.ts';
import { isSchoolTime, nextSchoolMorning } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';

/** An intent that goes to one person. */
export type ToPerson = Extract<Intent, { personId: string }>;

/**
 * A message to one person that belongs to no case. It waits for school time, whoever set it off and when, and in a lane of its
 * own: nothing about a child may wait behind it.
 * @param key the same for the same message to the same person
 */
export function quietMessage(profile: SchoolProfile, now: Date, key: string, intent: ToPerson): OutgoingMessage {
  const { personId } = intent;
  const dueAt = isSchoolTime(profile, now) ? now : (nextSchoolMorning(profile, now) ?? now);
  return { lane: `quiet|${personId}`, dedupeKey: `${key}|${personId}`, intent, dueAt };
}

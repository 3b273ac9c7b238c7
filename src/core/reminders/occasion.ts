import type { Desk } from '../desk.ts';
import type { OutgoingMessage } from '../intents.ts';
import { quietMessage, type ToPerson } from '../messages/quiet-message.ts';
import type { StaffMember } from '../people/membership.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';

/** One school on one day, as scheduled work sees it. */
export interface SchoolToday {
  desk: Desk;
  profile: SchoolProfile;
  now: Date;
  /** Local day, `YYYY-MM-DD`. */
  today: string;
  /** Everybody who works or volunteers there today. */
  staff: StaffMember[];
  /** Those who hold any of these functions today: reminders go to functions, never to people who once held one. */
  holdersOf(roles: readonly Role[]): StaffMember[];
}

/** Something that is due. It happens once: of replicas that race, one claims it, together with its messages. */
export interface Occasion {
  /** What kind of work it is, such as `policy-review`. */
  job: string;
  /** Which occasion of it; the same for as long as it lasts, so that a closed school or a program that was down makes it up. */
  key: string;
  messages: OutgoingMessage[];
}

/**
 * What is due in a school now, derived from the record and the calendar alone: of several reminders that were missed, the
 * latest. May first write down what has to be there, in a way that changes nothing the second time.
 */
export type DueWork = (day: SchoolToday) => Promise<Occasion[]>;

/** One occasion that is told to some people 1:1; null when there is nobody to tell, so that it is tried again. */
export function tellPeople(
  { profile, now }: Pick<SchoolToday, 'profile' | 'now'>,
  job: string,
  key: string,
  people: readonly { personId: string }[],
  intentFor: (personId: string) => ToPerson,
): Occasion[] {
  if (people.length === 0) return [];
  const messages = people.map(({ personId }) => quietMessage(profile, now, `${job}|${key}`, intentFor(personId)));
  return [{ job, key, messages }];
}

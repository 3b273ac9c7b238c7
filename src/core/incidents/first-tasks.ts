import type { Desk } from '../desk.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { localDay, oneWorkingDayLater } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { NewTask } from './case-work.ts';
import type { RouteDecision } from './route.ts';
import { dueAtEndOf, remindBefore, schoolDayBy } from './steps/due.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** What a new case asks of others at once. */
interface FirstTasks {
  profile: SchoolProfile;
  staff: readonly StaffMember[];
  absent: ReadonlySet<string>;
  route: RouteDecision;
  /** Staff the case is about: they get nothing of it. */
  adultIds: readonly string[];
  /** Where it happened, as reported. */
  place: string | null;
  occurredAt: Date;
  now: Date;
}

/**
 * The tasks a report gives by itself: the technical one to whom the route names (Wessex 13.2), and, for what happened on the
 * site, keeping the pictures of the cameras before the provider deletes them (St Andrew's 9.1).
 */
export function firstTasks(desk: Pick<Desk, 'ids'>, given: FirstTasks): NewTask[] {
  const { profile, route, now } = given;
  const dueAt = oneWorkingDayLater(profile, now);
  const technical = route.handOff.map(
    (ownerId): NewTask => ({
      taskId: desk.ids.uuid(),
      kind: 'ict',
      text: null,
      ownerId,
      dueAt,
      remindAt: remindBefore(profile, dueAt, now),
    }),
  );
  const cameras = keepPictures(desk, given);
  return cameras ? [...technical, cameras] : technical;
}

function keepPictures(desk: Pick<Desk, 'ids'>, given: FirstTasks): NewTask | null {
  const { profile, route, place, occurredAt, now } = given;
  if (!profile.cctv || (place !== 'school' && place !== 'both')) return null;
  const deletedAt = new Date(occurredAt.getTime() + profile.cctv.kept_days * DAY_MILLISECONDS);
  // Of a concern about an adult nobody else may learn that there is one: whoever handles it asks for the pictures.
  const asked = route.restricted ? null : presentHolder(given, profile.cctv.ask);
  const ownerId = asked ?? route.access[0];
  if (deletedAt <= now || !ownerId) return null;
  // A day before they are gone; where that is no school day, the last one before it.
  const day = schoolDayBy(profile, localDay(new Date(deletedAt.getTime() - DAY_MILLISECONDS)));
  const endOfDay = dueAtEndOf(profile, day);
  const dueAt = endOfDay > now ? endOfDay : deletedAt;
  return {
    taskId: desk.ids.uuid(),
    kind: 'cctv',
    text: null,
    ownerId,
    dueAt,
    remindAt: remindBefore(profile, dueAt, now),
  };
}

function presentHolder({ profile, staff, absent, adultIds, now }: FirstTasks, role: Role): string | null {
  const today = localDay(now);
  const holder = staff.find(
    (person) =>
      isCurrent(person, today) &&
      rolesHeld(profile, person.roles).includes(role) &&
      !absent.has(person.personId) &&
      !adultIds.includes(person.personId),
  );
  return holder?.personId ?? null;
}

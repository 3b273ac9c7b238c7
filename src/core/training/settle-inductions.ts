import type { Desk } from '../desk.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { readProgress } from './progress.ts';

/**
 * Marks the inductions of some people as complete where every document is acknowledged in the version that holds and the
 * training is recorded (Wessex 21.4), so that a later version does not open them again.
 */
export async function settleInductions(
  desk: Desk,
  profile: SchoolProfile,
  personIds: readonly string[],
): Promise<void> {
  const at = desk.clock.now();
  const today = localDay(at);
  const staff = (await desk.staff.list(profile.id)).filter(
    (person) => personIds.includes(person.personId) && isCurrent(person, today),
  );
  const { people } = await readProgress(desk, profile, staff, today);
  const done = people.filter(({ inductionDone }) => inductionDone);
  if (done.length === 0) return;
  const starters = done.map(({ person, started }) => ({
    personId: person.personId,
    startedOn: started?.startedOn ?? today,
  }));
  await desk.store.training.noteStarters(profile.id, starters);
  await desk.store.training.completeInductions(
    profile.id,
    starters.map(({ personId }) => personId),
    { on: today, at },
  );
}

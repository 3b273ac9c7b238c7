import type { Desk } from '../desk.ts';
import { currentStaff } from '../people/current-staff.ts';
import { isSchoolTime, localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { withUsualTerms } from '../school/usual-terms.ts';
import { DUE_WORK } from './due-work.ts';
import type { DueWork, Occasion, SchoolToday } from './occasion.ts';

/**
 * Makes the job that finds out what is due in each school, in school time alone, and queues it. One that fails keeps no other
 * from being looked at. Returns how many occasions were claimed.
 */
export function createRemindSchools(desk: Desk, work: readonly DueWork[] = DUE_WORK): () => Promise<number> {
  /** What is known to be claimed, by school, on the day it was found: most of what is found each hour was claimed before. */
  const known = new Map<string, { day: string; occasions: Set<string> }>();
  return async () => {
    const now = desk.clock.now();
    let claimed = 0;
    for (const given of desk.schools.all()) {
      const profile = withUsualTerms(given, localDay(now));
      if (!isSchoolTime(profile, now)) continue;
      try {
        const day = await lookAt(desk, profile, now);
        const seen = known.get(profile.id);
        const occasions = seen?.day === day.today ? seen.occasions : new Set<string>();
        known.set(profile.id, { day: day.today, occasions });
        claimed += await claimNew(desk, day, work, occasions);
      } catch (error) {
        desk.reportError('reminders failed', error);
      }
    }
    return claimed;
  };
}

/** Claims what is due and not known to be claimed. Each kind of work looks for itself: one that fails holds up no other. */
async function claimNew(desk: Desk, day: SchoolToday, work: readonly DueWork[], known: Set<string>): Promise<number> {
  const looked = await Promise.allSettled(work.map((find) => find(day)));
  for (const result of looked) if (result.status === 'rejected') desk.reportError('reminders failed', result.reason);
  const found = looked
    .flatMap((result): Occasion[] => (result.status === 'fulfilled' ? result.value : []))
    .filter(({ job, key }) => !known.has(`${job}|${key}`));
  if (found.length === 0) return 0;
  const claimed = await desk.store.claimAll(day.profile.id, found, day.now);
  for (const { job, key } of found) known.add(`${job}|${key}`);
  return claimed;
}

/** One school as it is now. */
async function lookAt(desk: Desk, profile: SchoolProfile, now: Date): Promise<SchoolToday> {
  const today = localDay(now);
  const staff = await currentStaff(desk, profile.id, today);
  return {
    desk,
    profile,
    now,
    today,
    staff,
    holdersOf: (roles) =>
      staff.filter((person) => rolesHeld(profile, person.roles).some((role) => roles.includes(role))),
  };
}

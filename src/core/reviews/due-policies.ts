import { quietTime } from '../messages/quiet-message.ts';
import type { DueWork, Occasion, SchoolToday } from '../reminders/occasion.ts';
import { tellPeople } from '../reminders/occasion.ts';
import { daysBetween } from '../school/add-period.ts';
import { localDay } from '../school/calendar.ts';
import { type CurrentPolicy, currentPolicies } from './current-policies.ts';
import { whoDecides } from './policy-rights.ts';
import type { PolicyVersion } from './policy-store.ts';
import { reviewOccasion } from './review-occasion.ts';

/**
 * Policies whose review comes up or is late: told to whoever holds the owner's function, and to the head once it is very late;
 * and versions that have waited a week or more for whoever decides next.
 */
export const duePolicies: DueWork = async (day) => {
  const versions = await day.desk.store.policies.listVersions(day.profile.id);
  return [
    ...currentPolicies(day.profile, versions).flatMap((policy) => dueReview(day, policy)),
    ...versions.flatMap((version) => waiting(day, version)),
  ];
};

function dueReview(day: SchoolToday, { title, dueOn, owner }: CurrentPolicy): Occasion[] {
  const occasion = dueOn === null ? null : reviewOccasion(dueOn, day.today);
  if (dueOn === null || !occasion) return [];
  // A function nobody holds is the head's to fill: he hears of it at once, not when it is very late.
  const tellsHead = occasion.tellsHead || day.holdersOf([owner]).length === 0;
  const people = day.holdersOf(tellsHead ? [owner, 'head'] : [owner]);
  return tellPeople(day, 'policy-review', `${title}|${occasion.key}`, people, (personId) => ({
    kind: 'review-due',
    personId,
    policy: title,
    dueOn,
  }));
}

function waiting(day: SchoolToday, version: PolicyVersion): Occasion[] {
  const last = version.decisions.at(-1);
  if (!last) return [];
  // Whoever decides was told in school time: what was sent on in the holidays has waited since the first morning after them.
  const toldOn = localDay(quietTime(day.profile, last.at));
  const weeks = Math.floor(daysBetween(toldOn, day.today) / 7);
  if (weeks < 1) return [];
  const key = `${version.id}|${version.decisions.length}|week-${weeks}`;
  return tellPeople(day, 'policy-waiting', key, whoDecides(day.profile, day.staff, version), (personId) => ({
    kind: 'policy-version',
    personId,
    versionId: version.id,
  }));
}

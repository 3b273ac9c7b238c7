import type { Desk } from '../desk.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { type Role, rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { CaseForMessage } from '../store-port.ts';
import { alertMessage, lineMessage, refreshMessage, taskMessage } from './first-messages.ts';
import { takeAllDue } from './take-all-due.ts';

/** Who takes a restricted case that a leaver had in hand. */
const RESTRICTED_ROLES: readonly Role[] = ['head', 'chair', 'trust_lead'];

/**
 * Puts open cases and tasks of people who have left in the hands of the DSL, or the next of cover; a restricted case goes up its
 * own ladder (Wessex 6.7). Access has ended with the last day already: this is so that nothing lies with nobody.
 * @returns how many cases were moved
 */
export function reassignLeavers(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  return takeAllDue({
    read: (limit) => desk.store.leftBehind(localDay(now), limit),
    keyOf: ({ schoolId, caseId }) => `${schoolId}|${caseId}`,
    take: ({ schoolId, caseId }) => reassignOne(desk, schoolId, caseId, now),
    failed: (error) => desk.reportError('reassigning failed', error),
  });
}

async function reassignOne(desk: Desk, schoolId: string, caseId: string, now: Date): Promise<boolean> {
  const profile = desk.schools.get(schoolId);
  const item = await desk.store.caseForMessage(schoolId, caseId);
  if (!profile || !item) return false;
  const staff = await desk.staff.list(schoolId);
  const today = localDay(now);
  const leftIds = staff.filter(({ endsOn }) => endsOn !== null && endsOn < today).map(({ personId }) => personId);
  const to = findSuccessor(profile, item, staff, await desk.store.listAbsent(schoolId, now), today);
  // Nobody is there to take it: looked for again at the next run.
  if (!to) return false;
  const occasion = `left|${today}|${to.personId}`;
  return desk.store.reassign(
    schoolId,
    caseId,
    { leftIds, toId: to.personId, toName: to.name },
    {
      at: now,
      messagesFor: ({ owner, taskIds }) => [
        lineMessage(caseId, 'assigned', null, occasion, now),
        refreshMessage(caseId, occasion, now),
        ...(owner ? [alertMessage(caseId, to.personId, 'assigned', occasion, now)] : []),
        ...taskIds.map((taskId) => taskMessage(caseId, taskId, to.personId, 'new', now)),
      ],
    },
  );
}

/** The first in the order of functions who is on the staff and not concerned; somebody who is away only where nobody is there. */
function findSuccessor(
  profile: SchoolProfile,
  { restricted, adultIds }: CaseForMessage,
  staff: readonly StaffMember[],
  absent: ReadonlySet<string>,
  today: string,
): StaffMember | null {
  const roles: readonly Role[] = restricted ? RESTRICTED_ROLES : ['dsl', ...profile.cover, 'deputy_dsl', 'head'];
  const fit = roles.flatMap((role) =>
    staff.filter(
      (person) =>
        isCurrent(person, today) &&
        !adultIds.includes(person.personId) &&
        rolesHeld(profile, person.roles).includes(role),
    ),
  );
  return fit.find(({ personId }) => !absent.has(personId)) ?? fit[0] ?? null;
}

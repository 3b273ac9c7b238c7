import { mayKnow, rolesThatOpenCases, rolesThatSeePupilCases, viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { CaseForMessage } from '../store-port.ts';
import { alertMessage, lineMessage, refreshMessage, taskMessage } from './first-messages.ts';
import { HEAD_ROUTE } from './route.ts';
import { worksCases } from './steps/step.ts';
import { takeAllDue } from './take-all-due.ts';

/** Who takes a restricted case that nobody has any more; one about a head goes to a later head last (KCSIE part four). */
const RESTRICTED_ROLES: readonly Role[] = ['head', 'chair', 'trust_lead'];
const ABOUT_HEAD_ROLES: readonly Role[] = ['chair', 'trust_lead', 'head'];

/**
 * Puts open cases and tasks of people who have left, or may not know of them any longer, in the hands of the DSL, or the next of
 * cover; a restricted case goes up its own ladder, and one that nobody can read, closed or not, gets a reader (Wessex 6.7).
 * Access has ended already: this is so that nothing lies with nobody.
 * @returns how many cases were moved
 */
export function reassignLeavers(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  const schools = Object.fromEntries(
    desk.schools
      .all()
      .map((profile) => [profile.id, { works: rolesThatOpenCases(profile), sees: rolesThatSeePupilCases(profile) }]),
  );
  return takeAllDue({
    read: (limit) => desk.store.leftBehind(localDay(now), schools, limit),
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
  const absent = await desk.store.listAbsent(schoolId, now, item.adultIds);
  const to = findSuccessor(profile, item, staff, absent, today);
  // Nobody is there to take it: looked for again at the next run.
  if (!to) return false;
  const occasion = `left|${today}|${to.personId}`;
  return desk.store.reassign(
    schoolId,
    caseId,
    {
      goneIds: goneFrom(profile, item, staff, today),
      unreadBy: isUnread(profile, item, staff, today) ? [...item.accessIds] : null,
      toId: to.personId,
      toName: to.name,
    },
    {
      at: now,
      messagesFor: ({ owner, reader, taskIds }) => [
        ...(owner || taskIds.length > 0
          ? [lineMessage(caseId, 'assigned', null, occasion, now), refreshMessage(caseId, occasion, now)]
          : []),
        ...(owner || reader ? [alertMessage(caseId, to.personId, owner ? 'assigned' : 'added', occasion, now)] : []),
        ...taskIds.map((taskId) => taskMessage(caseId, taskId, to.personId, 'new', now)),
      ],
    },
  );
}

/** Whose part in a case ends: those who have left, those it is about, and whoever has it in hand and may not know of it. */
function goneFrom(
  profile: SchoolProfile,
  item: CaseForMessage,
  staff: readonly StaffMember[],
  today: string,
): string[] {
  const left = staff.filter(({ endsOn }) => endsOn !== null && endsOn < today).map(({ personId }) => personId);
  const owner = staff.find(({ personId }) => personId === item.ownerId);
  const keeps =
    owner && isCurrent(owner, today) && mayKnow(viewerOf(owner.personId, rolesHeld(profile, owner.roles)), item);
  return [...new Set([...left, ...item.adultIds, ...(item.ownerId && !keeps ? [item.ownerId] : [])])];
}

/** Whether nobody who works cases can read a restricted case: then nobody can give anybody access either. */
function isUnread(
  profile: SchoolProfile,
  { restricted, accessIds, adultIds }: CaseForMessage,
  staff: readonly StaffMember[],
  today: string,
): boolean {
  return (
    restricted &&
    !staff.some(
      (person) =>
        accessIds.includes(person.personId) &&
        !adultIds.includes(person.personId) &&
        isCurrent(person, today) &&
        worksCases(profile, rolesHeld(profile, person.roles)),
    )
  );
}

/** The first in the order of functions who is on the staff and not concerned; somebody who is away only where nobody is there. */
function findSuccessor(
  profile: SchoolProfile,
  { restricted, route, adultIds }: CaseForMessage,
  staff: readonly StaffMember[],
  absent: ReadonlySet<string>,
  today: string,
): StaffMember | null {
  const ladder = route === HEAD_ROUTE ? ABOUT_HEAD_ROLES : RESTRICTED_ROLES;
  const roles: readonly Role[] = restricted ? ladder : ['dsl', ...profile.cover, 'deputy_dsl', 'head'];
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

import { viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import { decideRoute, type RouteQuestion, type RouteSchool } from '../incidents/route.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { AlertSummary } from './filter-store.ts';

/** Functions that are told of alerts from a colleague's account, each unless it is his own (KCSIE part four). */
const COLLEAGUE_ROLES: readonly Role[] = ['head', 'chair', 'trust_lead'];

type AboutWhom = Pick<AlertSummary, 'personId'>;

/** The school as routing sees it now. For an account of a colleague's, what he noted of others does not count (law 4). */
export async function alertSchool(
  desk: Desk,
  profile: SchoolProfile,
  at: Date,
  personIds: readonly string[],
): Promise<RouteSchool> {
  const staff = await desk.staff.list(profile.id);
  return { profile, staff, absent: await desk.store.listAbsent(profile.id, at, personIds) };
}

/**
 * Who is told 1:1: of a pupil's or an unknown account whoever leads safeguarding and is there now, of a colleague's whoever gets
 * concerns about staff. Where all are away, all of them: it must not lie unread.
 */
export function alertPeople(school: RouteSchool, { personId }: AboutWhom, at: Date): string[] {
  const question: RouteQuestion = {
    adult: personId === null ? 'no' : 'yes',
    adultIds: personId === null ? [] : [personId],
    type: null,
    category: 'content',
    severity: null,
    reporterRoles: [],
    at,
  };
  const may = school.staff
    .filter((person) => isCurrent(person, localDay(at)) && mayKnowAlert(school.profile, person, { personId }))
    .map((person) => person.personId);
  const rungs = decideRoute(school, question).ladder.map((rung) => rung.filter((id) => may.includes(id)));
  return rungs.find((rung) => rung.length > 0) ?? may;
}

/** Whether somebody's functions let him know of an alert. Of a colleague's account he must have been told of it, too. */
export function mayKnowAlert(
  profile: SchoolProfile,
  person: Pick<StaffMember, 'personId' | 'roles'>,
  { personId }: AboutWhom,
): boolean {
  const roles = rolesHeld(profile, person.roles);
  if (personId === null) return viewerOf(person.personId, roles).pupilCases;
  return personId !== person.personId && getsColleagueAlerts(roles);
}

/** Whether somebody with these functions, once "same as" is followed, is told of alerts from colleagues' accounts. */
export const getsColleagueAlerts = (roles: readonly Role[]): boolean =>
  roles.some((role) => COLLEAGUE_ROLES.includes(role));

/** Domains that a school's own network gives to its accounts, whatever their e-mail address is. */
const NETWORK_DOMAIN = /(^[^.]+|\.(local|internal|intranet|lan|corp|private|onmicrosoft\.com))$/;

/**
 * Finds the member of staff an account belongs to: by e-mail address, by its part before the @ where the filter gives a name alone
 * or one of the school's own network, or by the person's name as the staff list has it. Leavers count: what is about an adult
 * takes the adults' way (law 4).
 */
export function accountOwners(staff: readonly StaffMember[]): (account: string | null) => string | null {
  const owners = new Map<string, string>();
  for (const { personId, name, email } of staff)
    for (const key of [email, email.split('@', 1)[0] ?? '', name.toLowerCase()])
      if (key !== '' && !owners.has(key)) owners.set(key, personId);
  return (account) => {
    // "SCHOOL\j.smith", "school/j.smith" and "CN=j.smith,OU=Staff" are the same account as "j.smith".
    const plain =
      account
        ?.trim()
        .toLowerCase()
        .replace(/^cn=([^,]*).*$/, '$1') ?? '';
    const name = plain.slice(Math.max(plain.lastIndexOf('\\'), plain.lastIndexOf('/')) + 1).trim();
    const at = name.lastIndexOf('@');
    const isOfNetwork = at > 0 && NETWORK_DOMAIN.test(name.slice(at + 1));
    return owners.get(name) ?? (isOfNetwork ? owners.get(name.slice(0, at)) : undefined) ?? null;
  };
}

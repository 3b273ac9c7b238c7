import type { DutyDay } from '../people/duty.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { isHoliday, localDay, localTime, weekdayOf } from '../school/calendar.ts';
import { type ProfileRoute, rolesHeld, type SchoolProfile, titleOf } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { isAboutAdult } from './report-form.ts';
import type { Category, ConcernType, Severity } from './taxonomy.ts';

/** What a report says that decides its way. */
export interface RouteQuestion {
  /** The reporter's answer to "is this about an adult who works or volunteers here?" */
  adult: 'yes' | 'no' | 'unsure';
  /** The staff it is about, where named from the list. */
  adultIds: string[];
  type: ConcernType | null;
  category: Category;
  severity: Severity | null;
  reporterRoles: readonly Role[];
  at: Date;
  /** The route a recorded case was given; it stays on it. */
  routeName?: string;
}

/** The school as routing sees it now. */
export interface RouteSchool {
  profile: SchoolProfile;
  staff: readonly StaffMember[];
  /** People who are away now. */
  absent: ReadonlySet<string>;
  /** Who is on duty on which day; without it all who hold a function are. */
  duty?: readonly DutyDay[];
}

/** Where a report goes. Every list leaves out those it is about. */
export interface RouteDecision {
  name: string;
  restricted: boolean;
  handleAs: ProfileRoute['handle_as'];
  /** Get explicit access to the case. */
  access: string[];
  /** Told 1:1 at once. */
  alert: string[];
  /** Told 1:1 when the case cannot be posted in its place. */
  fallback: string[];
  /** Titles of those who will read it, for the receipt. */
  readers: string[];
  /** The ladder of those told in turn while nobody acknowledges; the first rung is told at once. */
  ladder: string[][];
  /** Given the technical task without pupil or story. */
  handOff: string[];
  /** Told that there was a report and nothing of it; without access to the case. */
  alsoTell: string[];
  required: ProfileRoute['required'];
}

/** Names of the routes that every school has, whatever its profile says. */
export const STAFF_ROUTE = 'concern about staff';
/** A concern about the head. */
export const HEAD_ROUTE = 'concern about the head';
const DEFAULT_ROUTE = 'safeguarding team';

/** The route of the profile that fits, first one first; null when the default applies. */
export function matchRoute(profile: SchoolProfile, question: RouteQuestion): ProfileRoute | null {
  const named = question.routeName;
  return profile.routes.find((route) => (named ? route.name === named : fits(route, question))) ?? null;
}

/**
 * Decides who gets a report. Sources: KCSIE part four (staff → head, head → chair), Wessex 19.1 (DSL not told unless the
 * head adds them), the profile's routes for the rest, and law 4: nobody handles a concern about themselves.
 */
export function decideRoute(school: RouteSchool, question: RouteQuestion): RouteDecision {
  return isAboutAdult(question.adult, question.type)
    ? decideRestricted(school, question)
    : decidePupil(school, question);
}

function decideRestricted(school: RouteSchool, question: RouteQuestion): RouteDecision {
  // A case that was about the head stays so, also when the list knows the head by another id or another head has come.
  const aboutHead =
    question.routeName === HEAD_ROUTE ||
    holders(school, ['head'], question.at).some((id) => question.adultIds.includes(id));
  const rungs: Role[][] = aboutHead ? [['chair'], ['trust_lead']] : [['head'], ['chair'], ['trust_lead']];
  const ladder = buildLadder(school, rungs, question, []);
  const first = ladder[0] ?? [];
  return {
    name: aboutHead ? HEAD_ROUTE : STAFF_ROUTE,
    restricted: true,
    handleAs: 'discipline',
    access: first,
    alert: first,
    fallback: [],
    readers: titlesOf(school, rungs.flat(), first),
    ladder,
    handOff: [],
    alsoTell: [],
    required: [],
  };
}

function decidePupil(everybody: RouteSchool, question: RouteQuestion): RouteDecision {
  // Named in a concern of which this case knows nothing, or found out later: no list may hold them (law 4).
  const staff = everybody.staff.filter(({ personId }) => !question.adultIds.includes(personId));
  const school = { ...everybody, staff };
  const { profile } = school;
  const route = matchRoute(profile, question);
  const to: Role[] = route?.to ?? ['dsl', 'deputy_dsl'];
  const everyone = holders(school, to, question.at);
  const present = everyone.filter((id) => !school.absent.has(id));
  // In the holidays those of the holiday cover come first.
  const holidayCover = isHoliday(profile, localDay(question.at)) ? (profile.holiday_cover?.roles ?? []) : [];
  const rungs: Role[][] = [holidayCover, ...(route ? [to] : []), ...profile.cover.map((role) => [role])];
  const immediate = question.severity === 'immediate';
  // Immediate danger: DSL, deputies and head at once, also those who are away.
  const urgent = immediate ? unique([...everyone, ...holders(school, ['dsl', 'deputy_dsl', 'head'], question.at)]) : [];
  const ladder = [...(urgent.length > 0 ? [urgent] : []), ...buildLadder(school, rungs, question, urgent)];
  const atOnce = ladder[0] ?? [];
  // Where nobody on the route is there, the next rung reads it, and the receipt must say so.
  const access = unique([...everyone, ...atOnce]);
  return {
    name: route?.name ?? DEFAULT_ROUTE,
    restricted: false,
    handleAs: route?.handle_as ?? 'safeguarding',
    access,
    alert: atOnce,
    fallback: present.filter((id) => !atOnce.includes(id)),
    readers: titlesOf(school, unique([...to, ...profile.cover]), immediate ? access : unique([...present, ...atOnce])),
    ladder,
    handOff: handOffTo(school, handOffRoles(route, question.type), question),
    alsoTell: onDuty(school, route?.also_tell ?? [], question).filter((id) => !access.includes(id)),
    required: route?.required ?? [],
  };
}

function fits(route: ProfileRoute, question: RouteQuestion): boolean {
  const { types, categories, reporter_roles: reporterRoles, between } = route.when;
  const time = localTime(question.at);
  return (
    (!types || (question.type !== null && types.includes(question.type))) &&
    (!categories || categories.includes(question.category)) &&
    (!reporterRoles || reporterRoles.some((role) => question.reporterRoles.includes(role))) &&
    (!between || (between[0] <= time && time < between[1]))
  );
}

/** Everybody on the staff now who holds one of the functions, in the functions' order, without duplicates. */
function holders(school: RouteSchool, roles: readonly Role[], at: Date): string[] {
  const today = localDay(at);
  const current = school.staff.filter((person) => isCurrent(person, today));
  return unique(
    roles.flatMap((role) =>
      current.filter((person) => rolesHeld(school.profile, person.roles).includes(role)).map((p) => p.personId),
    ),
  );
}

function buildLadder(school: RouteSchool, rungs: Role[][], question: RouteQuestion, told: string[]): string[][] {
  const ladder: string[][] = [];
  const seen = new Set([...told, ...question.adultIds]);
  for (const rung of rungs) {
    const people = holders(school, rung, question.at).filter((id) => !seen.has(id) && !school.absent.has(id));
    for (const id of people) seen.add(id);
    if (people.length > 0) ladder.push(people);
  }
  return ladder;
}

/** Something passed the filter: where the profile says nothing, the ICT lead and the head get the task (Wessex 13.2). */
function handOffRoles(route: ProfileRoute | null, type: ConcernType | null): readonly Role[] {
  if (route) return route.hand_off;
  return type === 'filter_failure' ? ['ict_lead', 'head'] : [];
}

/** Those who get the technical task; for a function whose holders are all away, the next of the cover order (Ingol: the head for the deputy). */
function handOffTo(school: RouteSchool, roles: readonly Role[], question: RouteQuestion): string[] {
  const present = (role: Role) => holders(school, [role], question.at).filter((id) => !school.absent.has(id));
  const people = roles.flatMap((role) => {
    const here = present(role);
    const away = here.length === 0 && holders(school, [role], question.at).length > 0;
    return away ? (school.profile.cover.map(present).find((stand) => stand.length > 0) ?? []) : here;
  });
  return unique(people).filter((id) => !question.adultIds.includes(id));
}

/**
 * Those on duty for some functions on the day of a report: whom the rota names, else everybody who holds the function and is
 * there. Whom it names and who is away, or holds the function no longer, is on duty no more than if there were no rota.
 */
function onDuty(school: RouteSchool, roles: readonly Role[], question: RouteQuestion): string[] {
  const weekday = weekdayOf(localDay(question.at));
  const people = roles.flatMap((role) => {
    const here = holders(school, [role], question.at).filter((id) => !school.absent.has(id));
    const named = school.duty?.find((day) => day.role === role && day.weekday === weekday)?.personId;
    return named && here.includes(named) ? [named] : here;
  });
  return unique(people).filter((id) => !question.adultIds.includes(id));
}

function titlesOf(school: RouteSchool, roles: readonly Role[], people: readonly string[]): string[] {
  const titles: string[] = [];
  for (const id of people) {
    const person = school.staff.find((member) => member.personId === id);
    if (!person) continue;
    const role = roles.find((candidate) => rolesHeld(school.profile, person.roles).includes(candidate));
    if (role) titles.push(titleOf(school.profile, role));
  }
  return unique(titles);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

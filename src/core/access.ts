import { rolesHeld, type SchoolProfile } from './school/profile.ts';
import { ROLES, type Role } from './school/roles.ts';

/** Somebody who wants to see or do something in a school, as the access rules know him. */
export interface Viewer {
  personId: string;
  /** True when his function opens the school's pupil cases; restricted cases need a grant. */
  pupilCases: boolean;
}

/** Functions that open the pupil cases of a school: the DSL team and the head (need to know, KCSIE). */
const PUPIL_CASE_ROLES: readonly Role[] = ['dsl', 'deputy_dsl', 'head'];

/** Functions whose grant opens cases, so that an existing holder must confirm it (law 4). */
export const CASE_ROLES: readonly Role[] = [
  ...PUPIL_CASE_ROLES,
  'chair',
  'trust_lead',
  'esafety_coordinator',
  'incident_lead',
];

/** Functions that must never open a case, whatever a profile says: those who configure, and everybody (law 4). */
export const NEVER_OPEN_CASES: readonly Role[] = ['administrator', 'staff'];

/** Functions that get the restricted cases (KCSIE part four). */
const RESTRICTED_CASE_ROLES: readonly Role[] = ['head', 'chair', 'trust_lead'];

/** Functions that get pupil cases: the DSL team, and those named by the school's routes and cover, who are granted what comes to them. */
export function rolesThatGetPupilCases(profile: SchoolProfile): Role[] {
  const to = profile.routes.flatMap((route) => route.to);
  return [...new Set([...PUPIL_CASE_ROLES, ...to, ...profile.cover, ...(profile.holiday_cover?.roles ?? [])])];
}

/**
 * Functions that open cases in this school, by themselves or by one that is "same as" them: they begin only once an existing
 * holder has confirmed it (law 4). Only holders of `CASE_ROLES` may confirm.
 */
export function rolesThatOpenCases(profile: SchoolProfile): Role[] {
  const opening: readonly Role[] = [...CASE_ROLES, ...rolesThatGetPupilCases(profile)];
  return ROLES.filter(
    (role) => !NEVER_OPEN_CASES.includes(role) && rolesHeld(profile, [role]).some((held) => opening.includes(held)),
  );
}

/** Functions that open every pupil case of this school, by themselves or by one that is "same as" them. */
export function rolesThatSeePupilCases(profile: SchoolProfile): Role[] {
  return ROLES.filter((role) => viewerOf('', rolesHeld(profile, [role])).pupilCases);
}

/** Which explicit grants end when somebody's functions change: those that nothing he still holds would lead to. */
export interface LostAccess {
  pupilCases: boolean;
  restrictedCases: boolean;
}

/** The access somebody loses when his functions, as recorded, change. */
export function accessLost(profile: SchoolProfile, before: readonly Role[], after: readonly Role[]): LostAccess {
  const [had, has] = [rolesHeld(profile, before), rolesHeld(profile, after)];
  const loses = (opening: readonly Role[], keeping: readonly Role[]) =>
    had.some((role) => opening.includes(role) && !has.includes(role)) && !has.some((role) => keeping.includes(role));
  return {
    pupilCases: loses(rolesThatOpenCases(profile), rolesThatGetPupilCases(profile)),
    restrictedCases: loses(RESTRICTED_CASE_ROLES, RESTRICTED_CASE_ROLES),
  };
}

/** The viewer a person is in a school. `roles` are those held once "same as" is followed. */
export function viewerOf(personId: string, roles: readonly Role[]): Viewer {
  return { personId, pupilCases: roles.some((role) => PUPIL_CASE_ROLES.includes(role)) };
}

/** What decides whether one viewer may know of one case. */
export interface CaseAccess {
  restricted: boolean;
  /** Staff the case is about. */
  adultIds: readonly string[];
  /** People with an explicit, standing grant. */
  accessIds: readonly string[];
}

/**
 * Whether a viewer may know of a case. The store's queries apply the same rule in SQL, and a test holds them together.
 * Nobody handles a concern about themselves, whatever else they hold.
 */
export function mayKnow(viewer: Viewer, item: CaseAccess): boolean {
  if (item.adultIds.includes(viewer.personId)) return false;
  return item.accessIds.includes(viewer.personId) || (!item.restricted && viewer.pupilCases);
}

/** Whether a person may confirm that another gets case access: a holder himself, and not the one it is for (law 4). */
export function mayConfirmAccess(roles: readonly Role[], deciderId: string, forPersonId: string): boolean {
  return deciderId !== forPersonId && roles.some((role) => CASE_ROLES.includes(role));
}

/** Whether a person may name places and tie accounts. */
export const mayConfigure = (roles: readonly Role[]): boolean => roles.includes('administrator');

import type { Role } from './school/profile.ts';

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

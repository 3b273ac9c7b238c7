import { mayKnow, viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import { currentStaff } from '../people/current-staff.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { CaseForMessage } from '../store-port.ts';

/** Whose function it is to have a case when nobody else is there, the nearest first. */
const PUPIL_RUNGS: readonly Role[] = ['dsl', 'deputy_dsl', 'head'];
const RESTRICTED_RUNGS: readonly Role[] = ['head', 'chair', 'trust_lead'];

/** Who can be reminded of a case now. */
export interface Remindable {
  /** On the staff today, and not one it is about: enough for a task, which says nothing of its case. */
  mayBeAsked(personId: string): boolean;
  isAway(personId: string): boolean;
  /** Those who are reminded: of these people whoever is there and may know of the case, else the next best (law 3). */
  insteadOf(personIds: readonly (string | null)[]): string[];
  /** Everybody who can open the case and is there, else the next best. */
  everybody(): string[];
}

/** Finds out who can be reminded of a case: access, staff list and absences as they are now. */
export async function whoIsReminded(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  now: Date,
): Promise<Remindable> {
  const today = localDay(now);
  const absent = await desk.store.listAbsent(profile.id, now);
  const staff = await currentStaff(desk, profile.id, today);
  const onStaff = new Set(staff.map(({ personId }) => personId));
  const knowing = staff
    .map(({ personId, roles }) => ({ personId, roles: rolesHeld(profile, roles) }))
    .filter(({ personId, roles }) => mayKnow(viewerOf(personId, roles), item));
  const mayHear = new Set(knowing.map(({ personId }) => personId));
  const isThere = (personId: string): boolean => mayHear.has(personId) && !absent.has(personId);

  const holders = (): string[] => {
    for (const rung of item.restricted ? RESTRICTED_RUNGS : PUPIL_RUNGS) {
      const held = knowing.filter(({ personId, roles }) => roles.includes(rung) && isThere(personId));
      if (held.length > 0) return held.map(({ personId }) => personId);
    }
    return [];
  };
  const everybody = (): string[] => {
    const readers = unique([item.ownerId, ...item.accessIds]).filter(isThere);
    if (readers.length > 0) return readers;
    const held = holders();
    // Somebody who is away and reads it late is better than nobody.
    return held.length > 0 ? held : [...mayHear];
  };
  return {
    mayBeAsked: (personId) => onStaff.has(personId) && !item.adultIds.includes(personId),
    isAway: (personId) => absent.has(personId),
    insteadOf: (personIds) => {
      const own = unique(personIds).filter(isThere);
      return own.length > 0 ? own : everybody();
    },
    everybody,
  };
}

const unique = (personIds: readonly (string | null)[]): string[] => [
  ...new Set(personIds.filter((personId) => personId !== null)),
];

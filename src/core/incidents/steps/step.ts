import { NEVER_OPEN_CASES, rolesThatOpenCases } from '../../access.ts';
import type { ThreadLine } from '../../case-views.ts';
import type { Desk } from '../../desk.ts';
import type { Choice, DeskFormView } from '../../form-views.ts';
import type { Identity, SchoolSeat } from '../../identify.ts';
import type { OutgoingMessage } from '../../intents.ts';
import { isCurrent, type StaffMember } from '../../people/membership.ts';
import { localDay } from '../../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../../school/profile.ts';
import type { Role } from '../../school/roles.ts';
import type { CaseChange, CaseWork } from '../case-work.ts';
import { STATUSES, type Status } from '../taxonomy.ts';

/** Everything a step is decided by. */
export interface StepContext {
  desk: Desk;
  identity: Identity;
  seat: SchoolSeat;
  profile: SchoolProfile;
  work: CaseWork;
  /** Those on the staff today, without whom the case is about. */
  staff: StaffMember[];
  /** The whole staff list: leavers too, and those it is about. */
  everybody: readonly StaffMember[];
  /** The other case of a link, where the person may know of it. */
  other: CaseWork | null;
  now: Date;
  /** Identifiers that came with the form: the task or step it is about. */
  data: Record<string, string>;
}

/** What a form is opened with. */
export interface Prepared {
  choices?: Record<string, Choice[]>;
  values?: Record<string, string>;
  about?: DeskFormView['about'];
}

/** What a step writes, or what has to be looked at again in its form. */
export type Decided =
  | { errors: Record<string, string> }
  /** The form goes on, with what these identifiers ask for. */
  | { next: Record<string, string> }
  | {
      change: Omit<CaseChange, 'key' | 'from' | 'acknowledges'>;
      line: ThreadLine;
      messages?: OutgoingMessage[];
    };

/** The rule of one step. */
export interface StepRule {
  /** Statuses in which it may be taken. */
  from: readonly Status[];
  /** `reader`: whoever may know of the case; `worker`: who works cases by his function. */
  by: 'reader' | 'worker';
  /** False where somebody can do it without having seen the case, so that the ladder goes on. */
  acknowledges: boolean;
  /** What the form opens with; null where there is nothing (any more) to do it to. */
  prepare?(context: StepContext): Prepared | null;
  decide(context: StepContext, values: Record<string, string>): Decided;
}

/** Every status but closed. */
export const WHILE_OPEN: readonly Status[] = STATUSES.filter((status) => status !== 'closed');

/** Whether a person works cases by his function; others who were given access read and add notes. */
export function worksCases(profile: SchoolProfile, roles: readonly string[]): boolean {
  const opening: readonly string[] = rolesThatOpenCases(profile);
  return roles.some((role) => opening.includes(role));
}

/** The ids of some people of the staff, as choices carry them. */
export const idsOf = (people: readonly StaffMember[]): string[] => people.map(({ personId }) => personId);

/** Functions that alone are no reason to read a case: they see totals, the access log or the settings (need to know). */
const NEVER_GIVEN: readonly Role[] = [...NEVER_OPEN_CASES, 'governor', 'link_governor', 'dpo'];

/** Those who may be given the whole case: nobody it is about, nobody who only governs or configures (law 4). */
export function mayBeGiven({ profile, staff }: Pick<StepContext, 'profile' | 'staff'>): StaffMember[] {
  return staff.filter((person) => {
    const roles = rolesHeld(profile, person.roles);
    if (worksCases(profile, roles)) return true;
    return !roles.includes('administrator') && roles.some((role) => !NEVER_GIVEN.includes(role));
  });
}

/** Those who work cases by their function: for a restricted case, who has access to it or stands on its ladder. */
export function workers({ profile, staff, work }: Pick<StepContext, 'profile' | 'staff' | 'work'>): StaffMember[] {
  const ladder: readonly Role[] = ['head', 'chair', 'trust_lead'];
  return staff.filter((person) => {
    const roles = rolesHeld(profile, person.roles);
    if (!worksCases(profile, roles)) return false;
    return !work.restricted || work.accessIds.includes(person.personId) || roles.some((role) => ladder.includes(role));
  });
}

/** Today's staff without those a case is about. */
export function staffFor(staff: readonly StaffMember[], work: CaseWork, now: Date): StaffMember[] {
  const today = localDay(now);
  return staff.filter((person) => isCurrent(person, today) && !work.adultIds.includes(person.personId));
}

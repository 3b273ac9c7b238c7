import type { StaffMember } from '../people/membership.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { dutyOccasion } from './duty-occasion.ts';
import type { DutyStatus } from './duty-status.ts';

/** Functions that see everything that is due: they answer for it (Milverton, "Assessing risks"; Ingol, "Risk assessment"). */
export const SEES_ALL_DUE: readonly Role[] = ['head', 'dsl', 'deputy_dsl', 'esafety_coordinator'];

/**
 * Who may sign a duty now: the holders of the function, and of the second one another person than the first. Where nobody holds
 * it, the head, and where the head has signed first, whoever else answers for what is due: nothing waits for nobody.
 * @param staff those who work there today
 */
export function signersOf(profile: SchoolProfile, staff: readonly StaffMember[], duty: DutyStatus): StaffMember[] {
  const role = roleThatSigns(duty);
  if (role === null) return [];
  const others = duty.state === 'waits-for-second' ? staff.filter(({ personId }) => personId !== duty.doneBy) : staff;
  const [holders = []] = [[role], ['head' as const], SEES_ALL_DUE]
    .map((roles) => holdersOf(profile, others, roles))
    .filter((some) => some.length > 0);
  return holders;
}

/**
 * Who is told of a duty besides those who may sign it: the head, once it is very late.
 * @param today local day
 */
export function headsOf(
  profile: SchoolProfile,
  staff: readonly StaffMember[],
  duty: DutyStatus,
  today: string,
): StaffMember[] {
  if (!dutyOccasion(duty, today)?.tellsHead) return [];
  const signers = signersOf(profile, staff, duty);
  return holdersOf(profile, staff, ['head']).filter((head) => !signers.includes(head));
}

/** The function that signs next; null where nobody has to. */
function roleThatSigns({ state, owner, second }: DutyStatus): Role | null {
  if (state === 'open') return owner;
  return state === 'waits-for-second' ? second : null;
}

function holdersOf(profile: SchoolProfile, staff: readonly StaffMember[], roles: readonly Role[]): StaffMember[] {
  return staff.filter((person) => rolesHeld(profile, person.roles).some((role) => roles.includes(role)));
}

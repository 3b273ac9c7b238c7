import type { StaffMember } from '../people/membership.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { type CurrentPolicy, DEFAULT_OWNER } from './current-policies.ts';
import type { PolicyVersion } from './policy-store.ts';

/** The senior leaders, who decide about a draft. */
const LEADERS: readonly Role[] = ['head', 'deputy_head'];

/** Who records what the governing body decided: the first of these whom the school has. */
const GOVERNORS_FIRST: readonly (readonly Role[])[] = [['chair', 'link_governor'], ['governor'], ['head']];

/** Who sees where every policy stands, and which version is worked on. */
const BOARD_ROLES: readonly Role[] = [
  ...LEADERS,
  'slt_duty',
  'dsl',
  'deputy_dsl',
  'esafety_coordinator',
  'office',
  'administrator',
];

/** Who sees title, version, date and status alone (Writtle 13). */
const STATUS_ROLES: readonly Role[] = ['link_governor', 'governor', 'chair'];

/**
 * What somebody sees of the board of policies; null where it is not for him. Whoever owns a policy sees the board, to find it.
 * @param roles those held once "same as" is followed
 */
export function boardAccess(profile: SchoolProfile, roles: readonly Role[]): 'full' | 'status' | null {
  const owning = profile.policies.flatMap(({ owner }) => owner ?? []);
  if (roles.some((role) => BOARD_ROLES.includes(role) || owning.includes(role))) return 'full';
  return roles.some((role) => STATUS_ROLES.includes(role)) ? 'status' : null;
}

/** Whether somebody may draft a version of a policy: whoever owns it, the head and the deputy. */
export const mayDraft = ({ owner }: Pick<CurrentPolicy, 'owner'>, roles: readonly Role[]): boolean =>
  roles.some((role) => role === owner || LEADERS.includes(role));

/** Whether somebody may draft a policy the school does not have yet. */
export const mayDraftNew = (roles: readonly Role[]): boolean => mayDraft({ owner: DEFAULT_OWNER }, roles);

/** Those whose own draft a version is: who opened it, and who sent it to the senior leaders. */
export function authorsOf({ createdBy, decisions }: Pick<PolicyVersion, 'createdBy' | 'decisions'>): string[] {
  return [...new Set([createdBy, ...decisions.filter(({ stage }) => stage === 'draft').map(({ by }) => by)])];
}

/**
 * Who decides about a version now, of those who work in the school today; nobody while it is a draft or once it is published.
 * Nobody passes his own draft on, but a head whom nobody else could stand in for: small schools have one leader.
 */
export function whoDecides(
  profile: SchoolProfile,
  staff: readonly StaffMember[],
  version: Pick<PolicyVersion, 'stage' | 'createdBy' | 'decisions'>,
): StaffMember[] {
  const holdersOf = (roles: readonly Role[]): StaffMember[] =>
    staff.filter((person) => rolesHeld(profile, person.roles).some((role) => roles.includes(role)));
  if (version.stage === 'governors') return GOVERNORS_FIRST.map(holdersOf).find((some) => some.length > 0) ?? [];
  if (version.stage !== 'slt') return [];
  const authors = authorsOf(version);
  const others = holdersOf(LEADERS).filter(({ personId }) => !authors.includes(personId));
  return others.length > 0 ? others : holdersOf(['head']);
}

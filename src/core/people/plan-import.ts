import { accessLost, type LostAccess, rolesThatOpenCases } from '../access.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import type { MatchedRow } from './match-rows.ts';
import type { StaffMember } from './membership.ts';

/** What an import is to do with one person. */
export interface PlannedRow extends MatchedRow {
  /** The functions recorded at once. */
  rolesNow: Role[];
  /** Functions that open cases and begin once a holder has confirmed them, or by a first code. */
  waiting: Role[];
  /** Explicit grants that end with it. */
  lost: LostAccess;
}

/**
 * Decides which functions of one line begin at once (law 4).
 * @param given.today local day, `YYYY-MM-DD`
 * @param given.hasAccount whether the person's chat account is known already
 * @param given.beginAll begins every function: for the demo school, which holds invented people only
 */
export function planRow(
  profile: SchoolProfile,
  matched: MatchedRow,
  given: { today: string; hasAccount: boolean; beginAll: boolean },
): PlannedRow {
  const { row, member } = matched;
  const leaves = hasEnded(row, given.today);
  const held = leaves ? (member?.roles ?? []) : rolesKept(matched, given);
  const opening = rolesThatOpenCases(profile);
  const pending = given.beginAll ? [] : row.roles.filter((role) => opening.includes(role) && !held.includes(role));
  const rolesNow = row.roles.filter((role) => !pending.includes(role));
  return {
    ...matched,
    rolesNow,
    waiting: leaves ? [] : pending,
    lost: accessLost(profile, member?.roles ?? [], leaves ? [] : rolesNow),
  };
}

/** What a person holds today and need not be given again. */
function rolesKept({ row, member }: MatchedRow, given: { today: string; hasAccount: boolean }): Role[] {
  // A leaver who returns is given case access like anybody else.
  if (!member || hasEnded(member, given.today)) return [];
  // Whoever has the new address would become its person at first contact; a known account cannot be taken that way.
  if (member.email !== row.email && !given.hasAccount) return [];
  return member.roles;
}

/** Whether somebody's last day is over. */
export function hasEnded({ endsOn }: Pick<StaffMember, 'endsOn'>, today: string): boolean {
  return endsOn !== null && endsOn < today;
}

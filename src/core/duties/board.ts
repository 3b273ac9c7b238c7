import { rolesThatGetPupilCases, viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { SchoolBoard, WholeBoard } from '../duty-views.ts';
import { countRegisters } from '../registers/register-counts.ts';
import { readPolicies } from '../reviews/current-policies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { academicYear, academicYearOf } from '../school/school-year.ts';
import { headingOf } from '../schools.ts';
import { readProgress } from '../training/progress.ts';
import type { GroupProgress } from '../training-views.ts';
import { dutyLine, dutyLines, isPrevent, isWaiting } from './duty-lines.ts';
import { headsOf, SEES_ALL_DUE, signersOf } from './duty-people.ts';
import { type DutyStatus, readDuties } from './duty-status.ts';
import { staffToday } from './find-duty.ts';

/** The one who reads a board, in one school. */
export interface BoardReader {
  personId: string;
  roles: readonly Role[];
}

/** Whether somebody sees everything that is due in the school. */
export const seesAllDue = (roles: readonly Role[]): boolean => roles.some((role) => SEES_ALL_DUE.includes(role));

/**
 * What is due in one school, for one reader: his own duties, and for those who answer for it everything else, in one place
 * (Milverton, "Assessing risks"; Ingol, "Risk assessment"). Of cases numbers alone, and only his own.
 */
export async function schoolBoard(desk: Desk, profile: SchoolProfile, reader: BoardReader): Promise<SchoolBoard> {
  const today = localDay(desk.clock.now());
  // Prevent shows its days long before they come, and what was done earlier in the year.
  const duties = await readDuties(desk, profile, academicYear(academicYearOf(today)));
  return {
    school: headingOf(profile),
    schoolId: profile.id,
    own: await ownLines(desk, profile, duties, reader.personId, today),
    whole: seesAllDue(reader.roles) ? await wholeBoard(desk, profile, duties, reader, today) : null,
  };
}

/** The duties that wait for one person now; those that are very late wait for the head too. */
export async function ownDuties(
  desk: Desk,
  profile: SchoolProfile,
  duties: readonly DutyStatus[],
  personId: string,
  today: string,
): Promise<(DutyStatus & { dutyId: string })[]> {
  const staff = await staffToday(desk, profile);
  return duties.flatMap((duty) => {
    const { dutyId } = duty;
    const people = [...signersOf(profile, staff, duty), ...headsOf(profile, staff, duty, today)];
    const isHis = people.some((person) => person.personId === personId);
    return dutyId !== null && isHis ? [{ ...duty, dutyId }] : [];
  });
}

async function ownLines(
  desk: Desk,
  profile: SchoolProfile,
  duties: readonly DutyStatus[],
  personId: string,
  today: string,
): Promise<SchoolBoard['own']> {
  const own = await ownDuties(desk, profile, duties, personId, today);
  return own.map((duty) => dutyLine(profile, duty)).sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

async function wholeBoard(
  desk: Desk,
  profile: SchoolProfile,
  duties: readonly DutyStatus[],
  { personId, roles }: BoardReader,
  today: string,
): Promise<WholeBoard> {
  const now = desk.clock.now();
  const progress = await readProgress(desk, profile, await staffToday(desk, profile), today);
  const policies = await readPolicies(desk, profile);
  const registers = await countRegisters(desk, profile.id, today);
  const worksCases = roles.some((role) => rolesThatGetPupilCases(profile).includes(role));
  const current = duties.filter((duty) => !isPrevent(duty) && isCurrent(duty, today));
  return {
    training: progress.items.map(({ title, groups }) => ({ title, percent: percentOf(groups) })),
    policies: policies.map(({ title, dueOn }) => ({ title, dueOn, overdue: dueOn !== null && dueOn < today })),
    duties: dutyLines(profile, current),
    prevent: duties.filter(isPrevent).map((duty) => dutyLine(profile, duty)),
    registers: registers
      .filter(({ waiting, ending }) => waiting + ending > 0)
      .map(({ register, waiting, ending }) => ({ register, waiting, ending })),
    cases: worksCases ? await desk.store.countOpen(profile.id, viewerOf(personId, [...roles]), now) : null,
  };
}

/** What waits, what was settled in the stretch of the year that is not over, and what was not done in this school year. */
function isCurrent(duty: DutyStatus, today: string): boolean {
  if (duty.state === 'lapsed') return duty.every !== 'week';
  return isWaiting(duty) || (duty.beginsOn <= today && today <= duty.dueOn);
}

function percentOf(groups: readonly GroupProgress[]): number | null {
  const people = groups.reduce((sum, group) => sum + group.people, 0);
  const done = groups.reduce((sum, group) => sum + group.done, 0);
  // Rounded down: a hundred per cent is everybody.
  return people === 0 ? null : Math.floor((100 * done) / people);
}

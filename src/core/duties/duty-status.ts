import type { Desk } from '../desk.ts';
import { addDays } from '../school/add-period.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { DutyKind } from './duty-kinds.ts';
import { type DutyOccurrence, isSameOccurrence, occurrenceOf, occurrencesBetween } from './duty-occurrences.ts';
import type { DutyRow, DutyState } from './duty-store.ts';

/**
 * So many days after it was due a duty is still written down, for a program that was down meanwhile; not longer, so that a school
 * that begins to use this is not told of what it owed before.
 */
export const CATCH_UP_DAYS = 6;

/** One occurrence of a duty and how it stands. */
export interface DutyStatus extends DutyOccurrence {
  /** Null before it begins. */
  dutyId: string | null;
  /** `coming` before it begins, `lapsed` for one that was not done and has been overtaken by the next. */
  state: DutyState | 'coming' | 'lapsed';
  overdue: boolean;
  doneBy: string | null;
  doneAt: Date | null;
  secondBy: string | null;
  secondAt: Date | null;
}

/**
 * The duties of a school that are under way on any of these days, and how each stands: by profile and calendar, so that those
 * that come are among them. What is overdue from before is among them too.
 * @param range local days, `YYYY-MM-DD`, both inclusive
 */
export async function readDuties(
  desk: Desk,
  profile: SchoolProfile,
  { from, to }: { from: string; to: string },
): Promise<DutyStatus[]> {
  return standingOf(
    profile,
    await desk.store.duties.listDuties(profile.id, from),
    { from, to },
    localDay(desk.clock.now()),
  );
}

/**
 * Ids of the duties of a kind that something else fulfils today, such as a logged check of the filter: those that wait to be done
 * and are still chased. What was not done in its time stays so, and what two sign is signed by two.
 */
export async function listFulfilled(desk: Desk, profile: SchoolProfile, kind: DutyKind): Promise<string[]> {
  const today = localDay(desk.clock.now());
  const duties = await readDuties(desk, profile, { from: today, to: today });
  const open = duties.filter((duty) => duty.kind === kind && duty.state === 'open' && duty.second === null);
  return open.flatMap(({ dutyId }) => dutyId ?? []);
}

/** How the duties stand that are under way on any of these days, from rows that were read before. */
export function standingOf(
  profile: SchoolProfile,
  rows: readonly DutyRow[],
  { from, to }: { from: string; to: string },
  today: string,
): DutyStatus[] {
  const found = occurrencesBetween(profile, from, to);
  const before = rows.flatMap((row) => {
    const occurrence = row.dueOn < from ? occurrenceOf(profile, row) : null;
    return occurrence && !found.includes(occurrence) ? [occurrence] : [];
  });
  return [...before, ...found].map((occurrence) =>
    statusOf(occurrence, rows.find((row) => isSameOccurrence(row, occurrence)) ?? null, today),
  );
}

/** How one occurrence stands, given what is recorded of it. */
export function statusOf(occurrence: DutyOccurrence, row: DutyRow | null, today: string): DutyStatus {
  const state = stateOf(occurrence, row, today);
  return {
    ...occurrence,
    dutyId: row?.dutyId ?? null,
    state,
    overdue: (state === 'open' || state === 'waits-for-second') && occurrence.dueOn < today,
    doneBy: row?.doneBy ?? null,
    doneAt: row?.doneAt ?? null,
    secondBy: row?.secondBy ?? null,
    secondAt: row?.secondAt ?? null,
  };
}

function stateOf(occurrence: DutyOccurrence, row: DutyRow | null, today: string): DutyStatus['state'] {
  if (row?.state === 'done' || row?.state === 'not-needed') return row.state;
  if (today < occurrence.beginsOn) return 'coming';
  // Due before anybody could be told: nobody is chased for it.
  if (!row && addDays(occurrence.dueOn, CATCH_UP_DAYS) < today) return 'lapsed';
  const state = row?.state ?? 'open';
  return occurrence.lapsesOn !== null && occurrence.lapsesOn <= today ? 'lapsed' : state;
}

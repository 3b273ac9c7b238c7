import { dayAfter, isSchoolDay, localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { SOON_DAYS } from './register-counts.ts';
import type { RegisterActor } from './register-rule.ts';
import { REGISTER_RULES } from './register-rules.ts';
import type { DueLine } from './register-store.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;
/** School days a line may wait before those it waits for are reminded; weekly after that. */
const PATIENT_SCHOOL_DAYS = 3;
/** No school closes for longer. */
const LONGEST_SEARCH_DAYS = 400;

/** One occasion on which somebody is reminded of a line. */
export interface LineOccasion {
  why: 'waits' | 'ends' | 'ended';
  /** The same for as long as the occasion lasts. */
  key: string;
  for: readonly RegisterActor[];
}

/**
 * Which reminder of a line is due: 3 school days after it began to wait and weekly then; a week before its last day, on the
 * day, and weekly until somebody notes what became of it.
 * @param today local day
 */
export function lineOccasion(profile: SchoolProfile, line: DueLine, today: string): LineOccasion | null {
  const { waits, ends } = REGISTER_RULES[line.register];
  const waitsFor = waits[line.state];
  if (waitsFor) {
    const first = schoolDaysAfter(profile, localDay(line.changedAt), PATIENT_SCHOOL_DAYS);
    if (first === null || first > today) return null;
    const week = Math.floor(daysBetween(first, today) / 7);
    return { why: 'waits', key: `${line.entryId}|${line.state}|${week}`, for: waitsFor };
  }
  const { endsOn } = line;
  if (!ends?.in.includes(line.state) || endsOn === null) return null;
  const left = daysBetween(today, endsOn);
  const at = (which: string) => `${line.entryId}|${endsOn}|${which}`;
  if (left <= 0) return { why: left === 0 ? 'ends' : 'ended', key: at(`week-${Math.floor(-left / 7)}`), for: ends.for };
  // Whoever was given it for a few days need not be told at once that it ends soon.
  const wasLonger = daysBetween(localDay(line.changedAt), endsOn) > SOON_DAYS;
  return left <= SOON_DAYS && wasLonger ? { why: 'ends', key: at('before'), for: ends.for } : null;
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS);

function schoolDaysAfter(profile: SchoolProfile, from: string, count: number): string | null {
  let day = from;
  let left = count;
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS; searched += 1) {
    day = dayAfter(day);
    if (isSchoolDay(profile, day)) left -= 1;
    if (left === 0) return day;
  }
  return null;
}

import { addDays, addPeriod } from '../school/add-period.ts';
import type { SchoolProfile } from '../school/profile.ts';

/** One course of a profile. */
export type Course = SchoolProfile['training'][number];

/** How one person stands with one course; days are local, `YYYY-MM-DD`. */
export interface CourseState {
  state: 'done' | 'due' | 'overdue';
  /** Null for one that is done and of which no day is known on which it has to be done again. */
  dueOn: string | null;
  /** Since when it is missing; null where it is not. */
  askedOn: string | null;
}

/**
 * How one person stands with one course. One counted by academic year is due anew each September (St Andrew's 3.5), the others a
 * period after the day each person last did them (Milverton, "Staff": yearly), or never again where none is given.
 * @param last the day he last did it, null where he never did
 * @param asked since when it is asked for, and how many days he has
 */
export function courseState(
  { every, counted }: Pick<Course, 'every' | 'counted'>,
  last: string | null,
  asked: { on: string; days: number },
  { year, today }: { year: string; today: string },
): CourseState {
  const expires = last !== null && counted === 'per-person' && every !== null ? addPeriod(last, every) : null;
  const holds = counted === 'academic-year' ? last !== null && last >= countsFrom(every, year) : last !== null;
  if (holds && (expires === null || today < expires)) return { state: 'done', dueOn: expires, askedOn: null };
  const dueOn = expires ?? addDays(asked.on, asked.days);
  // What expired before this school year is asked for again in September, with everything else.
  const askedOn = expires !== null && expires > asked.on ? expires : asked.on;
  return { state: today > dueOn ? 'overdue' : 'due', dueOn, askedOn };
}

/** The first day that counts of a course counted by academic year: of one done every two years, last year's September. */
function countsFrom(every: string | null, year: string): string {
  const years = Number(every?.match(/(\d+)Y/)?.[1] ?? 1);
  return `${Number(year.slice(0, 4)) - (years - 1)}-09-01`;
}

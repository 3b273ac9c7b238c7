const DAY_MILLISECONDS = 24 * 60 * 60_000;
/** Days before a review at which its owner is reminded, and days after it at which the head is told too (DOMAIN: policies). */
const BEFORE = [7, 30, 60] as const;
const HEAD_AFTER_DAYS = 14;

/** One occasion on which somebody is reminded of a review. */
export interface ReviewOccasion {
  /** The same for as long as the occasion lasts: a school that was closed, or a program that was down, makes it up. */
  key: string;
  overdue: boolean;
  /** True once it is so late that the head is told. */
  tellsHead: boolean;
}

/**
 * Which reminder of a review is due: 60, 30 and 7 days before, then weekly while it is overdue.
 * @param due local day of the review, `YYYY-MM-DD`; it is overdue from the day after
 * @param today local day
 * @param daysBefore which days before it, the nearest first
 * @returns null while it is farther away than the first reminder
 */
export function reviewOccasion(
  due: string,
  today: string,
  daysBefore: readonly number[] = BEFORE,
): ReviewOccasion | null {
  const daysLeft = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MILLISECONDS);
  if (daysLeft >= 0) {
    const before = daysBefore.find((days) => daysLeft <= days);
    return before === undefined ? null : { key: `${due}|${before}`, overdue: false, tellsHead: false };
  }
  const daysLate = -daysLeft;
  // The week in which the head is told first begins on that day, so that he is not told later.
  const week = Math.floor(daysLate / 7);
  return { key: `${due}|late-${week}`, overdue: true, tellsHead: daysLate >= HEAD_AFTER_DAYS };
}

import { reviewOccasion } from '../reviews/review-occasion.ts';
import { mondayOf } from '../school/add-period.ts';
import type { DutyStatus } from './duty-status.ts';

/** Days before it is due at which whoever owes a duty is reminded; of what has a year's time, earlier too, as of a policy. */
const SOON = [7] as const;
const YEARLY = [7, 30, 60] as const;

/** One occasion on which somebody is told of a duty. */
export interface DutyOccasion {
  /** The same for as long as the occasion lasts. */
  key: string;
  /** True once it is so late that the head is told. */
  tellsHead: boolean;
}

/**
 * Which message about a duty is due: when it begins, before it is due, then each Monday while it is overdue, so that all that
 * is late comes on one day; the head is told from the fourteenth day on, as of a policy. A weekly duty is told of once.
 * @param today local day
 * @returns null for one that is settled, has not begun, or has been overtaken by the next
 */
export function dutyOccasion(duty: DutyStatus, today: string): DutyOccasion | null {
  if (duty.state !== 'open' && duty.state !== 'waits-for-second') return null;
  // Whoever signs second is asked anew, whatever the first one was told before.
  const part = duty.state === 'open' ? '' : 'second|';
  const begins = { key: `${part}begins`, tellsHead: false };
  if (duty.every === 'week') return begins;
  const monday = mondayOf(today);
  const asOf = monday <= duty.dueOn && duty.dueOn < today ? duty.dueOn : today;
  const occasion = reviewOccasion(duty.dueOn, asOf, duty.every === 'year' ? YEARLY : SOON);
  if (!occasion) return begins;
  return { key: `${part}${occasion.overdue ? `late-${monday}` : occasion.key}`, tellsHead: occasion.tellsHead };
}

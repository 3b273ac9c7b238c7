import type { SchoolProfile } from '../school/profile.ts';
import type { CasePatch } from './case-work.ts';
import { remindBefore } from './steps/due.ts';
import { nextMorning } from './urgency.ts';

const HOUR_MILLISECONDS = 60 * 60_000;
/** A breach of personal data is reported to the Information Commissioner within 72 hours of knowing of it (UK GDPR article 33). */
const BREACH_MILLISECONDS = 72 * HOUR_MILLISECONDS;
/** Somebody is reminded a day and six hours before it ends, and when it ends: it runs by the clock, also at weekends. */
const WARNING_MILLISECONDS = [24 * HOUR_MILLISECONDS, 6 * HOUR_MILLISECONDS, 0];

/** The deadline of a data breach, and when it is reminded of. */
export function breachDeadline(knownAt: Date, now: Date): { deadlineAt: Date; remindAt: Date } {
  const deadlineAt = new Date(knownAt.getTime() + BREACH_MILLISECONDS);
  const first = firstWarning(deadlineAt);
  return { deadlineAt, remindAt: first < now ? now : first };
}

/** When somebody is first warned of a deadline. */
export const firstWarning = (deadlineAt: Date): Date => warnings(deadlineAt)[0] ?? deadlineAt;

/** When the next warning of a deadline comes; once it has passed, each school morning or working day until it is settled. */
export function nextWarning(profile: SchoolProfile, deadlineAt: Date, now: Date): Date {
  return warnings(deadlineAt).find((at) => at > now) ?? nextMorning(profile, now);
}

/** What is written when the law's clock stops: the Commissioner was told, or it was no breach. A review that was set goes on. */
export function stopDeadline(
  profile: SchoolProfile,
  reviewAt: Date | null,
  now: Date,
): Pick<CasePatch, 'deadlineAt' | 'remindAt'> {
  return { deadlineAt: null, remindAt: reviewAt ? remindBefore(profile, reviewAt, now) : null };
}

const warnings = (deadlineAt: Date): Date[] =>
  WARNING_MILLISECONDS.map((before) => new Date(deadlineAt.getTime() - before));

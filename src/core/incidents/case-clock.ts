import { oneWorkingDayLater } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { firstWarning, nextWarning } from './deadlines.ts';
import { remindAgainAt, remindBefore } from './steps/due.ts';
import { nextEscalation, nextMorning } from './urgency.ts';
import type { CaseClockFacts } from './work-store.ts';

const UNASSESSED_IMMEDIATE_MILLISECONDS = 60 * 60_000;
const LOOK_AGAIN_SCHOOL_DAYS = 5;

/** What a case itself is brought up for. */
export interface CaseReminder {
  what: 'deadline' | 'passed-up' | 'review' | 'idle';
  dueAt: Date;
}

/** One thing a case waits for: when somebody is first reminded of it, and when again after now. */
interface Wait extends CaseReminder {
  firstAt: Date;
  againAt: Date;
}

/**
 * The one clock of a case: what somebody is to be reminded of now, the gravest alone, and when it is looked at next. Nothing
 * acknowledged is without a clock until it is closed. What was done meanwhile puts off that it is idle, without a word.
 */
export function setCaseClock(
  profile: SchoolProfile,
  facts: CaseClockFacts,
  now: Date,
): { remind: CaseReminder | null; nextAt: Date | null } {
  const waits = waitsOf(profile, facts, now);
  const remind = waits.find(({ firstAt }) => firstAt <= now) ?? null;
  const times = waits.map(({ firstAt, againAt }) => (firstAt > now ? firstAt : againAt).getTime());
  return { remind, nextAt: times.length === 0 ? null : new Date(Math.min(...times)) };
}

/** Everything a case waits for, the gravest first. */
function waitsOf(profile: SchoolProfile, facts: CaseClockFacts, now: Date): Wait[] {
  const { deadlineAt, passedUp, reviewAt, severity, lastStepAt, acknowledgedAt } = facts;
  const waits: Wait[] = [];
  if (deadlineAt)
    waits.push({
      what: 'deadline',
      dueAt: deadlineAt,
      firstAt: firstWarning(deadlineAt),
      againAt: nextWarning(profile, deadlineAt, now),
    });
  if (passedUp) {
    const firstAt = nextEscalation(profile, severity, passedUp.at);
    const againAt = severity === 'immediate' ? nextEscalation(profile, severity, now) : nextMorning(profile, now);
    waits.push({ what: 'passed-up', dueAt: firstAt, firstAt, againAt });
  }
  if (reviewAt)
    waits.push({
      what: 'review',
      dueAt: reviewAt,
      firstAt: remindBefore(profile, reviewAt, lastStepAt),
      againAt: remindAgainAt(profile, reviewAt, now),
    });
  // Where a day is set for the whole case, that day is enough; nobody has it in hand before it is acknowledged.
  if (!deadlineAt && !reviewAt && acknowledgedAt) waits.push(idleOf(profile, facts, now));
  return waits;
}

/** Immediate danger that nobody has assessed is brought up each hour, by night too; anything else by school days. */
function idleOf(
  profile: SchoolProfile,
  { severity, status, lastStepAt, somethingWaits }: CaseClockFacts,
  now: Date,
): Wait {
  if (severity === 'immediate' && status === 'acknowledged') {
    const hourAfter = (from: Date): Date => new Date(from.getTime() + UNASSESSED_IMMEDIATE_MILLISECONDS);
    const firstAt = hourAfter(lastStepAt);
    return { what: 'idle', dueAt: firstAt, firstAt, againAt: hourAfter(now) };
  }
  const firstAt = somethingWaits
    ? weekAfter(profile, lastStepAt)
    : nextMorning(profile, oneWorkingDayLater(profile, lastStepAt));
  return { what: 'idle', dueAt: firstAt, firstAt, againAt: weekAfter(profile, now) };
}

/** The fifth school morning from here; in the holidays working days count. */
function weekAfter(profile: SchoolProfile, from: Date): Date {
  let at = from;
  for (let day = 0; day < LOOK_AGAIN_SCHOOL_DAYS; day += 1) at = nextMorning(profile, at);
  return at;
}

import { addSchoolMinutes, nextSchoolMorning, oneWorkingDayLater } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { Severity } from './taxonomy.ts';

/** The next school morning, in the holidays the next working day: when a case nobody took is brought up again. */
export function nextMorning(profile: SchoolProfile, from: Date): Date {
  const latest = oneWorkingDayLater(profile, from);
  const morning = nextSchoolMorning(profile, from);
  return morning !== null && morning < latest ? morning : latest;
}

/**
 * When the next one on the ladder is told if nobody has acknowledged. Immediate danger runs by the clock, day and night;
 * the rest by school time, and never later than one working day. Source: the school's escalation processes (St Andrew's
 * 1.7) with the defaults of the profile's `urgency`. What nobody has assessed yet waits no longer than significant harm.
 */
export function nextEscalation(profile: SchoolProfile, severity: Severity | null, from: Date): Date {
  if (severity === 'immediate') {
    return new Date(from.getTime() + profile.urgency.immediate_repeat_minutes * 60_000);
  }
  const latest = oneWorkingDayLater(profile, from);
  const due =
    severity === 'concern' || severity === 'minor'
      ? nextSchoolMorning(profile, from)
      : addSchoolMinutes(
          profile,
          from,
          severity === 'significant'
            ? profile.urgency.significant_harm_school_minutes
            : profile.urgency.unassessed_school_minutes,
        );
  return due !== null && due < latest ? due : latest;
}

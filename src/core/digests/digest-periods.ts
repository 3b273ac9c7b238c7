import { addDays } from '../school/add-period.ts';
import { dayAfter, isSchoolDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { academicYear, academicYearOf, halfTermsOf, type Period, termsOf } from '../school/school-year.ts';
import type { DigestPeriod } from './digest-content.ts';

/** A term that ends this many days after the governors meet is the one they hear about. */
const NEARLY_ENDED_DAYS = 21;
/** What nobody made in this time after the day it was due is not made up any more. */
const LATEST_DAYS = 60;

/** A digest that is to be there now: of which stretch of the year, and for which meeting. */
export interface DueDigest {
  period: DigestPeriod;
  /** Local day; null where the school gives no meetings. */
  meetingOn: string | null;
}

/**
 * The digest that governors are to have by now (Writtle 6, Milverton: termly): so many days before their meeting, on the last
 * school day that is early enough; where no meetings are given, on the last day of the term. Null where nothing is due.
 * @param today local day, `YYYY-MM-DD`
 */
export function findDueDigest(profile: SchoolProfile, today: string): DueDigest | null {
  const report = profile.governors_report;
  if (!report || (report.cadence === null && report.meetings.length === 0)) return null;
  const periods = listPeriods(profile, today);
  if (report.meetings.length === 0) {
    const period = periods.findLast(({ to }) => to <= today);
    return period && today <= addDays(period.to, LATEST_DAYS) ? { period, meetingOn: null } : null;
  }
  const readyOn = (meeting: string) => schoolDayUpTo(profile, addDays(meeting, -report.ready_days_before));
  const meetingOn = report.meetings.toSorted().findLast((meeting) => readyOn(meeting) <= today);
  if (!meetingOn || today > addDays(meetingOn, LATEST_DAYS)) return null;
  const period = periods.findLast(({ to }) => to <= addDays(meetingOn, NEARLY_ENDED_DAYS));
  return period ? { period, meetingOn } : null;
}

/**
 * The stretches of the year that digests are about, the earliest first. Each begins where the one before ended, so that
 * a concern recorded in the holidays is in one of them, and in one alone.
 */
function listPeriods(profile: SchoolProfile, today: string): DigestPeriod[] {
  const year = academicYearOf(today);
  const years = [addYears(year, -2), addYears(year, -1), year, addYears(year, 1)];
  const parts = years.flatMap((each) => partsOf(profile, each));
  return parts.slice(1).map(({ key, label, to }, index) => ({
    key,
    label,
    from: dayAfter(parts[index]?.to ?? to),
    to,
  }));
}

function partsOf(profile: SchoolProfile, year: string): (Period & { label: string })[] {
  const cadence = profile.governors_report?.cadence ?? 'termly';
  if (cadence === 'annual') {
    const terms = termsOf(profile, year);
    const whole = academicYear(year);
    return [{ ...whole, to: terms.at(-1)?.to ?? whole.to, label: `School year ${year}` }];
  }
  return termsOf(profile, year).flatMap((term) => {
    const label = `${term.season[0]?.toUpperCase()}${term.season.slice(1)} term ${term.to.slice(0, 4)}`;
    if (cadence === 'termly') return [{ key: term.key, from: term.from, to: term.to, label }];
    return halfTermsOf(profile, term).map((half, index) => ({ ...half, label: `${label}, part ${index + 1}` }));
  });
}

function addYears(year: string, years: number): string {
  const begins = Number(year.slice(0, 4)) + years;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** The last school day up to a day; the day itself where none is near. */
function schoolDayUpTo(profile: SchoolProfile, day: string): string {
  for (let back = 0; back < LATEST_DAYS; back += 1) {
    const candidate = addDays(day, -back);
    if (isSchoolDay(profile, candidate)) return candidate;
  }
  return day;
}

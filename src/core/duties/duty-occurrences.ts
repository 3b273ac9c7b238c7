import { addDays } from '../school/add-period.ts';
import { dayAfter, isSchoolDay, weekdayOf } from '../school/calendar.ts';
import type { ProfileDuty, SchoolProfile } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { academicYear, academicYearOf, halfTermsOf, type Period, termsOf } from '../school/school-year.ts';
import { withUsualTerms } from '../school/usual-terms.ts';
import type { DutyKind } from './duty-kinds.ts';

/** One time a recurring duty comes round, as profile and calendar say. Days are local, `YYYY-MM-DD`. */
export interface DutyOccurrence {
  kind: DutyKind;
  /** Which one it is; it never changes: `2026-27/1-autumn`, `2026-27/m09`, `2026-27/2026-11-11`. */
  occurrence: string;
  /** The class or accreditation it is about; empty for the whole school. */
  subject: string;
  every: ProfileDuty['every'];
  owner: Role;
  /** The function that signs too. */
  second: Role | null;
  beginsOn: string;
  /** The last day on which it is in time. */
  dueOn: string;
  /** From when on it is chased no more, because the next one has taken its place; null where none does. */
  lapsesOn: string | null;
}

/** What is asked of each class, so that none is forgotten (St Andrew's 4.3). */
const BY_CLASS: readonly DutyKind[] = ['pupil_reminder'];
/** Renewing an accreditation begins as early as the first reminder of a policy's review. */
const RENEWAL_DAYS = 60;
/** A weekly duty is overtaken by the next one; any other is chased for so long, although the next one has begun. */
const WEEK_DAYS = 7;
const CHASED_DAYS = 28;

const known = new WeakMap<SchoolProfile, Map<string, DutyOccurrence[]>>();

/** Every occurrence that is under way on any of these local days, both inclusive, the one due first first. */
export function occurrencesBetween(profile: SchoolProfile, from: string, to: string): DutyOccurrence[] {
  const years = new Set([academicYearOf(from), academicYearOf(to), academicYearOf(addDays(to, RENEWAL_DAYS))]);
  return [...years]
    .flatMap((year) => occurrencesOf(profile, year))
    .filter(({ beginsOn, dueOn }) => beginsOn <= to && from <= dueOn)
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** The occurrence a recorded duty is; null once the school's profile has it no more. */
export function occurrenceOf(
  profile: SchoolProfile,
  duty: Pick<DutyOccurrence, 'kind' | 'occurrence' | 'subject'>,
): DutyOccurrence | null {
  const year = duty.occurrence.slice(0, '2026-27'.length);
  return occurrencesOf(profile, year).find((candidate) => isSameOccurrence(candidate, duty)) ?? null;
}

/** Whether two are the same occurrence of a duty. */
export function isSameOccurrence(
  a: Pick<DutyOccurrence, 'kind' | 'occurrence' | 'subject'>,
  b: Pick<DutyOccurrence, 'kind' | 'occurrence' | 'subject'>,
): boolean {
  return a.kind === b.kind && a.occurrence === b.occurrence && a.subject === b.subject;
}

function occurrencesOf(profile: SchoolProfile, year: string): DutyOccurrence[] {
  const years = known.get(profile) ?? new Map<string, DutyOccurrence[]>();
  known.set(profile, years);
  const found = years.get(year) ?? listOccurrences(profile, year);
  years.set(year, found);
  return found;
}

function listOccurrences(profile: SchoolProfile, year: string): DutyOccurrence[] {
  const recurring = profile.duties.flatMap((duty) => {
    const periods = periodsOf(profile, year, duty);
    return periods.flatMap((period, index) => {
      const lapsesOn = lapseOf(profile, year, duty, period, periods[index + 1]);
      return subjectsOf(profile, duty.kind).map(
        (subject): DutyOccurrence => ({
          kind: duty.kind,
          occurrence: period.key,
          subject,
          every: duty.every,
          owner: duty.owner,
          second: duty.second ?? null,
          beginsOn: period.from,
          dueOn: period.to,
          lapsesOn,
        }),
      );
    });
  });
  return [...recurring, ...listRenewals(profile, year)];
}

/** Accreditations that run out in a year. */
function listRenewals(profile: SchoolProfile, year: string): DutyOccurrence[] {
  return profile.accreditations
    .filter(({ renew_by }) => academicYearOf(renew_by) === year)
    .map(({ name, renew_by, owner }) => ({
      kind: 'accreditation',
      occurrence: `${year}/${renew_by}`,
      subject: name,
      every: 'year',
      owner,
      second: null,
      beginsOn: addDays(renew_by, -RENEWAL_DAYS),
      dueOn: renew_by,
      lapsesOn: null,
    }));
}

function lapseOf(
  profile: SchoolProfile,
  year: string,
  duty: ProfileDuty,
  { to }: Period,
  next?: Period,
): string | null {
  if (duty.every === 'week') return addDays(to, WEEK_DAYS);
  const nextYear = academicYearOf(dayAfter(academicYear(year).to));
  const following = next ?? periodsOf(profile, nextYear, duty)[0];
  if (!following) return null;
  const chased = addDays(to, CHASED_DAYS);
  return following.from > chased ? following.from : chased;
}

function subjectsOf(profile: SchoolProfile, kind: DutyKind): string[] {
  return BY_CLASS.includes(kind) && profile.classes.length > 0 ? profile.classes : [''];
}

function periodsOf(profile: SchoolProfile, year: string, { every, at }: ProfileDuty): Period[] {
  const terms = termsOf(profile, year);
  switch (every) {
    case 'week':
      return listWeekdays(profile, year, at ?? 1);
    case 'half-term':
      return terms.flatMap((term) => halfTermsOf(profile, term));
    case 'term':
      return terms;
    case 'year':
      return [at === undefined ? schoolYear(year, terms) : monthOf(year, at)];
  }
}

/** From the first to the last day of school. */
function schoolYear(year: string, terms: readonly Period[]): Period {
  const { from, to } = academicYear(year);
  return { key: year, from: terms[0]?.from ?? from, to: terms.at(-1)?.to ?? to };
}

function monthOf(year: string, month: number): Period {
  const { from, to } = academicYear(year);
  const inYear = Number((month >= 9 ? from : to).slice(0, 4));
  const last = new Date(Date.UTC(inYear, month, 0)).toISOString().slice(0, 10);
  return { key: `${year}/m${last.slice(5, 7)}`, from: `${last.slice(0, 7)}-01`, to: last };
}

/** Every such weekday on which the school is open (Milverton, "Parents": on Wednesdays). */
function listWeekdays(profile: SchoolProfile, year: string, weekday: number): Period[] {
  const { from, to } = academicYear(year);
  const days: Period[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) {
    if (weekdayOf(day) !== weekday || !isInTerm(profile, year, day) || !isSchoolDay(withUsualTerms(profile, day), day))
      continue;
    days.push({ key: `${year}/${day}`, from: day, to: day });
  }
  return days;
}

/** Where a profile gives no term dates, the usual months are the terms. */
const isInTerm = (profile: SchoolProfile, year: string, day: string): boolean =>
  termsOf(profile, year).some((term) => term.from <= day && day <= term.to);

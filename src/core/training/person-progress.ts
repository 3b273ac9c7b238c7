import type { StaffMember } from '../people/membership.ts';
import { addDays, addPeriod, daysBetween } from '../school/add-period.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { OwnCourse, OwnDocument } from '../training-views.ts';
import type { AskedDocument } from './asked-documents.ts';
import { isFor } from './audience.ts';
import { type Course, courseState } from './course-state.ts';
import type { AskedItem, Induction } from './training-store.ts';

/** Days in which something has to be read or learned once it is asked for; the last nudge comes a week before. */
const DAYS_TO_DO = 28;
/** Days after which whoever has not finished is on the head's list: once the nudges have gone out. */
const NUDGED_FOR_DAYS = { yearly: 21, induction: 7 } as const;
/** Somebody is a new starter when his first day on the staff list is at most this long ago. */
const NEW_FOR = 'P1Y';

/** How far one person is; days are local, `YYYY-MM-DD`. */
export interface PersonProgress {
  person: StaffMember;
  documents: (OwnDocument & { askedOn: string })[];
  courses: (OwnCourse & { askedOn: string | null; induction: boolean })[];
  /** His induction while it was not marked as complete. */
  started: { startedOn: string; startedBy: string | null } | null;
  /** The same while something of it is left to do. */
  induction: { startedOn: string; startedBy: string | null } | null;
  /** True once everything an induction asks for is done (Wessex 21.4: training and documents both). */
  inductionDone: boolean;
  /** Titles of what he has not done. */
  missing: string[];
  /** True once the nudges have gone out and something is still missing. */
  late: boolean;
}

/** What is known of a school besides the person, looked up by key. */
export interface SchoolReading {
  profile: SchoolProfile;
  documents: readonly AskedDocument[];
  today: string;
  year: string;
  /** Keys of `signedKey`. */
  signed: ReadonlySet<string>;
  /** The last day of each course, by `courseKey`. */
  lastDone: ReadonlyMap<string, string>;
  inductions: ReadonlyMap<string, Induction>;
  /** Since when each item is asked for, by `askedKey`. */
  asked: ReadonlyMap<string, string>;
}

/** How an acknowledgement is looked up. */
export const signedKey = (personId: string, document: string, version: string): string =>
  JSON.stringify([personId, document, version]);
/** How the last day of a course is looked up. */
export const courseKey = (personId: string, course: string): string => JSON.stringify([personId, course]);
/** How the day is looked up since which something is asked for. */
export const askedKey = ({ kind, title, version }: Omit<AskedItem, 'askedOn'>): string =>
  JSON.stringify([kind, title, version]);

/** How far one person is with what is for him. */
export function personProgress(school: SchoolReading, person: StaffMember): PersonProgress {
  const { profile, today } = school;
  const started = startOf(person, school.inductions.get(person.personId), today);
  const completedOn = school.inductions.get(person.personId)?.completedOn ?? null;
  const inducted = started !== null && completedOn === null;
  const isNew = inducted || (completedOn !== null && completedOn >= `${school.year.slice(0, 4)}-09-01`);
  const askedFrom = (on: string | undefined): string => {
    const first = inducted && started ? started.startedOn : (person.startsOn ?? '');
    const since = on ?? today;
    return first > since ? first : since;
  };

  const documents = school.documents
    .filter(({ audience }) => isFor(profile, audience, person, isNew))
    .map(({ document, version, url }) => ({
      document,
      version: version || null,
      url,
      done: school.signed.has(signedKey(person.personId, document, version)),
      askedOn: askedFrom(school.asked.get(askedKey({ kind: 'document', title: document, version }))),
    }));
  const courses = profile.training
    .filter(({ audience }) => isFor(profile, audience, person, isNew))
    .map((course) => {
      const on = askedFrom(school.asked.get(askedKey({ kind: 'course', title: course.name, version: '' })));
      const last = school.lastDone.get(courseKey(person.personId, course.name)) ?? null;
      const state = courseState(course, last, { on, days: DAYS_TO_DO }, school);
      return { course: course.name, ...state, induction: inducted && isOfInduction(course) };
    });

  const unread = documents.filter(({ done }) => !done);
  const undone = courses.filter(({ state }) => state !== 'done');
  const inductionDone = inducted && unread.length === 0 && !undone.some(({ induction }) => induction);
  const asked = [...unread, ...undone.filter(({ induction }) => !inducted || !induction)];
  return {
    person,
    documents,
    courses,
    started: inducted ? started : null,
    induction: inducted && !inductionDone ? started : null,
    inductionDone,
    missing: [...unread.map(({ document }) => document), ...undone.map(({ course }) => course)],
    late:
      (inducted && !inductionDone && daysBetween(started.startedOn, today) > NUDGED_FOR_DAYS.induction) ||
      asked.some(({ askedOn }) => askedOn !== null && addDays(askedOn, NUDGED_FOR_DAYS.yearly) < today),
  };
}

/** Whether a course has to be done before an induction is complete. */
function isOfInduction({ induction, audience }: Course): boolean {
  return induction || audience.includes('new_staff');
}

/**
 * When somebody's induction began: when he was sent one, or with a first day on the staff list that is at most a year ago. Whoever
 * was there before that, or of whom no first day is known, is no new starter.
 */
function startOf(
  person: StaffMember,
  begun: Induction | undefined,
  today: string,
): { startedOn: string; startedBy: string | null } | null {
  if (begun) return begun;
  const { startsOn } = person;
  if (startsOn === null || startsOn > today || addPeriod(startsOn, NEW_FOR) <= today) return null;
  // It begins when the card can leave: whoever is put on the list late, or while the program is down, is welcomed, not reminded.
  return { startedOn: today, startedBy: null };
}

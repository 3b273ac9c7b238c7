import type { Desk } from '../desk.ts';
import type { StaffMember } from '../people/membership.ts';
import { STAFF_GROUPS } from '../people/staff-row.ts';
import { readPolicies } from '../reviews/current-policies.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { academicYearOf } from '../school/school-year.ts';
import type { GroupProgress } from '../training-views.ts';
import { type AskedDocument, askedDocuments } from './asked-documents.ts';
import { askedKey, courseKey, type PersonProgress, personProgress, signedKey } from './person-progress.ts';
import type { TrainingState } from './training-store.ts';

/** One document or course and how far each group of people is with it. */
export interface ProgressItem {
  /** The same for as long as the profile names it so. */
  key: string;
  kind: 'document' | 'course';
  title: string;
  /** Only groups with people it is for. */
  groups: GroupProgress[];
}

/** How far a school is with what has to be read and learned in an academic year. */
export interface Progress {
  /** The academic year, such as `2026-27`. */
  year: string;
  /** What somebody has to read or learn, documents first, in the order of the profile. */
  items: ProgressItem[];
  /** One for each of the people it was asked of, in their order. */
  people: PersonProgress[];
  documents: AskedDocument[];
  state: TrainingState;
}

/**
 * How far each of some people, and each group of them, is with what has to be read and learned.
 * @param staff who is counted: mostly everybody who works or volunteers in the school that day
 * @param today local day, `YYYY-MM-DD`
 * @throws StoreUnavailable
 */
export async function readProgress(
  desk: Pick<Desk, 'store'>,
  profile: SchoolProfile,
  staff: readonly StaffMember[],
  today: string,
): Promise<Progress> {
  const year = academicYearOf(today);
  const [policies, state] = await Promise.all([
    readPolicies(desk, profile),
    // One person's card is composed by itself, thousands of times in September.
    desk.store.training.readState(profile.id, year, staff.length === 1 && staff[0] ? staff[0].personId : null),
  ]);
  return progressOf(profile, askedDocuments(profile, policies), state, staff, today);
}

/** How far people are, of what was read from the record. */
export function progressOf(
  profile: SchoolProfile,
  documents: AskedDocument[],
  state: TrainingState,
  staff: readonly StaffMember[],
  today: string,
): Progress {
  const year = academicYearOf(today);
  const school = {
    profile,
    documents,
    today,
    year,
    signed: new Set(state.acknowledgements.map((given) => signedKey(given.personId, given.document, given.version))),
    lastDone: new Map(state.courses.map((done) => [courseKey(done.personId, done.course), done.completedOn])),
    inductions: new Map(state.inductions.map((induction) => [induction.personId, induction])),
    asked: new Map(state.asked.map((item) => [askedKey(item), item.askedOn])),
  };
  const people = staff.map((person) => personProgress(school, person));
  const items = [
    ...documents.map(({ document }) =>
      itemOf('document', document, people, (one) => one.documents.find((own) => own.document === document)?.done),
    ),
    ...profile.training.map(({ name }) =>
      itemOf('course', name, people, (one) => {
        const own = one.courses.find(({ course }) => course === name);
        return own && own.state === 'done';
      }),
    ),
  ];
  return { year, items: items.filter(({ groups }) => groups.length > 0), people, documents, state };
}

/** @param doneBy undefined where it is not for the person */
function itemOf(
  kind: ProgressItem['kind'],
  title: string,
  people: readonly PersonProgress[],
  doneBy: (one: PersonProgress) => boolean | undefined,
): ProgressItem {
  const groups = STAFF_GROUPS.flatMap((group): GroupProgress[] => {
    const answers = people
      .filter(({ person }) => person.staffGroup === group)
      .flatMap((one) => {
        const done = doneBy(one);
        return done === undefined ? [] : [done];
      });
    return answers.length > 0 ? [{ group, people: answers.length, done: answers.filter((done) => done).length }] : [];
  });
  return { key: `${kind}|${title}`, kind, title, groups };
}

import type { Viewer } from '../access.ts';
import type { CaseFilter } from '../case-views.ts';
import type { CaseSummary, EntryText } from './case-record.ts';
import type { ListPlace } from './list-place.ts';
import type { Category, Status } from './taxonomy.ts';

/** A list that is there without looking for anything. */
export type StandingFilter = Exclude<CaseFilter, 'found'>;

/** What cases are looked for by; null is not asked. */
export interface CaseQuery {
  status: Status | null;
  category: Category | null;
  /** A pupil's full name. */
  pupil: string | null;
  /** Words that stand in the report or in an entry, all of them. */
  text: string | null;
  /** Reported before this moment. */
  before: Date | null;
}

/** What was found in one school, the newest first. */
export interface FoundCases {
  cases: CaseSummary[];
  /** The moment back to which was looked; null when there is nothing older. */
  lookedBackTo: Date | null;
}

/** How much of what is open waits for somebody. */
export interface OpenCounts {
  /** Nobody has acknowledged them. */
  fresh: number;
  /** Something in them was due before now. */
  overdue: number;
}

/** One entry of a pupil's chronology. */
export interface PupilEntry extends EntryText {
  at: Date;
  reference: string;
  actorId: string | null;
  entry: string;
}

/** A pupil's entries across cases. */
export interface PupilPage {
  name: string;
  /** All cases that name the pupil, the newest first. */
  cases: CaseSummary[];
  /** The entries of this page, the oldest first. */
  entries: PupilEntry[];
  /** What opens the page before this one in time; null on the oldest. */
  older: string | null;
}

/** How cases are found again. Every answer holds only what the viewer may know of. */
export interface CaseListStore {
  /** One page of a standing list, in the order of `comparePlaces`, from behind a place. */
  listCases(
    schoolId: string,
    viewer: Viewer,
    filter: StandingFilter,
    page: { now: Date; limit: number; after: ListPlace | null },
  ): Promise<CaseSummary[]>;
  /** Counts what is open. */
  countOpen(schoolId: string, viewer: Viewer, now: Date): Promise<OpenCounts>;
  /**
   * Looks for cases. A search by a pupil or in texts is audited before it is answered: that it was made, never what for.
   * @param search when, how many at most, and after how long it stops looking in texts
   */
  findCases(
    schoolId: string,
    viewer: Viewer,
    query: CaseQuery,
    search: { at: Date; limit: number; patienceMilliseconds: number },
  ): Promise<FoundCases>;
  /**
   * A pupil's chronology across the cases that name the same pupil; each case opened for it is audited.
   * @param page what the page before gave as `older`, in `before`
   */
  pupilPage(
    schoolId: string,
    subjectId: string,
    viewer: Viewer,
    page: { at: Date; before: string | null },
  ): Promise<PupilPage | null>;
  /** References of earlier cases that name a pupil of this one, the newest first. */
  earlierCases(schoolId: string, caseId: string, viewer: Viewer): Promise<string[]>;
}

import type { Viewer } from '../access.ts';
import type { CaseSummary } from './case-record.ts';
import type { Category, Status } from './taxonomy.ts';

/** Which cases are looked for; everything left out is not asked. */
export interface CaseQuery {
  filter: 'open' | 'mine' | 'overdue' | 'closed' | 'found';
  status?: Status;
  category?: Category;
  /** A pupil's full name. */
  pupil?: string;
  /** Words that stand in the report or in an entry. */
  text?: string;
  /** Local day, `YYYY-MM-DD`: reported before it. */
  before?: string;
}

/** One page of found cases. */
export interface CasePage {
  cases: CaseSummary[];
  /** What finds the next page; null on the last. */
  next: string | null;
  /** For a search in texts that ran out of time: the moment back to which was looked. */
  searchedBackTo: Date | null;
}

/** A pupil's entries across cases. */
export interface PupilPage {
  name: string;
  cases: CaseSummary[];
  entries: {
    at: Date;
    reference: string;
    actorId: string | null;
    entry: string;
    facts: Record<string, string>;
    text: string | null;
  }[];
  older: string | null;
}

/** How cases are found again. Every answer holds only what the viewer may know of. */
export interface CaseListStore {
  /**
   * Finds one page of cases, those nobody has acknowledged first, then the newest first.
   * @param cursor what the page before gave as `next`
   */
  listCases(
    schoolId: string,
    viewer: Viewer,
    query: CaseQuery,
    page: { now: Date; limit: number; cursor?: string },
  ): Promise<CasePage>;
  /** A pupil's chronology across the cases that name the same pupil; each case opened for it is audited. */
  pupilPage(
    schoolId: string,
    subjectId: string,
    viewer: Viewer,
    page: { at: Date; limit: number; cursor?: string },
  ): Promise<PupilPage | null>;
  /** References of earlier cases that name a pupil of this one, the newest first. */
  earlierCases(schoolId: string, caseId: string, viewer: Viewer): Promise<string[]>;
}

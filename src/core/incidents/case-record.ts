import type { ShownPage } from './case-pages.ts';
import type { Category, ConcernType, Consent, Purpose, Severity, Source, Status, Victim } from './taxonomy.ts';

/** A case without its story: what a place and a list may show to those who may know of it. */
export interface CaseSummary {
  schoolId: string;
  caseId: string;
  reference: string;
  restricted: boolean;
  status: Status;
  severity: Severity | null;
  reportedAt: Date;
  reporterId: string;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  /** Who has it in hand. */
  ownerId: string | null;
  openTasks: number;
  /** The next moment at which something is due; null when nothing is, and once it is closed. */
  nextDueAt: Date | null;
}

/** What is known of a case beside its story, as it was reported and routed. */
export interface CaseFacts {
  category: Category;
  type: ConcernType | null;
  handleAs: 'safeguarding' | 'behaviour' | 'discipline';
  route: string;
  source: Source;
  victim: Victim | null;
  place: string | null;
  occurredAt: Date;
  occurredTimeKnown: boolean;
  /** Local day, `YYYY-MM-DD`. */
  noticedOn: string | null;
}

/** What is sealed in a case: everything that tells the story. */
export interface ConcernBody {
  what: string;
  /** One line per person involved, as typed. */
  who: string[];
  /** The adult the concern is about, as chosen or typed. */
  adult: string | null;
  childWords: string | null;
  /** Defanged. */
  urls: string[];
  device: string | null;
  immediateAction: string | null;
  /** Left out of cases recorded before it was asked. */
  purpose?: Purpose | null;
  /** Whether somebody for whom it was reported agrees. */
  consent?: Consent | null;
}

/** What an entry of a chronology says: choices that were made, by their id, and what was written. */
export interface EntryText {
  /** Values of ours (a severity, an outcome) and names, days and references as they were at that time. */
  facts: Record<string, string>;
  text: string | null;
}

/** One entry of a case's chronology, opened. */
export interface ChronologyEntry extends EntryText {
  at: Date;
  actorId: string | null;
  entry: string;
}

/** A case with its story, for one audited reader. */
export interface CaseRecord extends CaseSummary, CaseFacts {
  body: ConcernBody;
  /** Pupils that earlier cases the reader may know of name too. */
  pupils: { subjectId: string; name: string; earlier: string[] }[];
  /** The entries of the page, the oldest first. */
  chronology: ChronologyEntry[];
  page: ShownPage;
}

/** What a reporter may read of his own report. */
export interface ReporterReceipt {
  reportId: string;
  reference: string;
  reportedAt: Date;
  status: Status;
}

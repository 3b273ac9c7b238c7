import type { CaseFacts, CaseSummary, ChronologyEntry, ConcernBody } from '../incidents/case-record.ts';
import type { Outcome, ParentsInformed } from '../incidents/taxonomy.ts';

/** How often one account of the record saw a case, changed it and took it out; null acted for nobody: the program itself. */
export interface CaseReader {
  actorId: string | null;
  seen: number;
  changed: number;
  takenOut: number;
  first: Date;
  last: Date;
}

/** A pupil named in a case, as the record keeps it. */
export interface WholeSubject {
  name: string;
  details: string | null;
  /** Local day, `YYYY-MM-DD`. */
  birthDate: string | null;
  pupilId: string | null;
}

/** A case with its whole chronology, for one audited reader who takes it out. */
export interface WholeCase extends Omit<CaseSummary, 'openTasks' | 'nextDueAt'>, CaseFacts {
  body: ConcernBody;
  childProtection: boolean;
  sendSupport: boolean;
  outcome: Outcome | null;
  parentsInformed: ParentsInformed | null;
  closedAt: Date | null;
  subjects: WholeSubject[];
  /** The oldest first. */
  chronology: ChronologyEntry[];
  readers: CaseReader[];
}

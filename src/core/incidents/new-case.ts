import type { OutgoingMessage } from '../intents.ts';
import type { CaseFacts, ConcernBody } from './case-record.ts';
import type { NewTask } from './case-work.ts';
import type { Severity } from './taxonomy.ts';

/** One pupil named in a report, as typed: name, then class. */
export interface NamedPupil {
  subjectId: string;
  name: string;
  details: string | null;
}

/** Everything one report writes, decided before the transaction begins. */
export interface NewCase extends CaseFacts {
  schoolId: string;
  /** Sender, form and words: recorded once. The store keeps a keyed fingerprint of it. */
  key: string;
  caseId: string;
  /** Read by those alone who are given access. */
  restricted: boolean;
  /**
   * Set for a case that somebody with sight of the others must not know of: a reference drawn at random, so that no gap in the
   * numbers betrays it (law 4). Null for one that gets the school's next number.
   */
  drawnReference: string | null;
  /** Calendar year of the numbered reference, as the school's calendar shows it. */
  year: number;
  severity: Severity | null;
  reportedAt: Date;
  reporterId: string;
  body: ConcernBody;
  pupils: NamedPupil[];
  /** Staff the case is about. */
  adultIds: string[];
  /** Staff who must never know of it although it does not say that it is about them: nothing shows that they are named. */
  keptFromIds: string[];
  access: { personId: string; reason: string }[];
  escalateAt: Date | null;
  /** When the law's own clock ends. */
  deadlineAt: Date | null;
  remindAt: Date | null;
  /** What others are asked to do at once, such as the technical hand-off. */
  tasks: NewTask[];
  messages: OutgoingMessage[];
  /** What the reporter is told, kept for a second delivery. */
  answer: ReceiptAnswer;
}

/** What a receipt says besides the reference. */
export interface ReceiptAnswer {
  readers: string[];
  notReadUntil: string | null;
  immediate: boolean;
  restricted: boolean;
  recordedAt: string;
}

/** The answer to recording: the case's reference and the receipt, the same on every delivery. */
export interface Recorded {
  caseId: string;
  reference: string;
  answer: ReceiptAnswer;
}

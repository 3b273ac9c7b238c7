import type { OutgoingMessage } from '../intents.ts';
import type { DutyKind } from './duty-kinds.ts';

/** How a duty was settled: done, or not needed this time for a reason. */
export const DUTY_OUTCOMES = ['done', 'not-needed'] as const;
/** One way in which a duty was settled. */
export type DutyOutcome = (typeof DUTY_OUTCOMES)[number];

/** How far a duty is in the record. */
export type DutyState = 'open' | 'waits-for-second' | DutyOutcome;

/** One duty as it is recorded, without what was written of it. Days are local, `YYYY-MM-DD`. */
export interface DutyRow {
  dutyId: string;
  kind: DutyKind;
  occurrence: string;
  subject: string;
  dueOn: string;
  state: DutyState;
  doneBy: string | null;
  doneAt: Date | null;
  secondBy: string | null;
  secondAt: Date | null;
}

/** What was written when a duty was settled. */
export interface DutyNote {
  outcome: DutyOutcome;
  /** Null where nothing was written. */
  note: string | null;
  /** Where the evidence is kept. */
  evidence: string | null;
}

/** A duty with what was written of it. */
export interface DutyRecord extends DutyRow {
  first: DutyNote | null;
  second: DutyNote | null;
}

/** One signature below a duty. */
export interface DutySignature extends DutyNote {
  /** Which one it is: the second one follows the first and is another person's. */
  as: 'first' | 'second';
  /** True where a second signature has to follow. */
  needsSecond: boolean;
}

/** The record of recurring duties. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export interface DutyStore {
  /** Writes duties that begin; those that are there already are left alone. */
  beginDuties(
    schoolId: string,
    duties: Pick<DutyRow, 'dutyId' | 'kind' | 'occurrence' | 'subject' | 'dueOn'>[],
  ): Promise<void>;
  /** Every duty that is not settled, and those that were due on this local day or after it. */
  listDuties(schoolId: string, dueSince: string): Promise<DutyRow[]>;
  findDuty(schoolId: string, dutyId: string): Promise<DutyRow | null>;
  /** A duty with what was written of it, for one reader; the view is audited. */
  openDuty(schoolId: string, dutyId: string, readerId: string, at: Date): Promise<DutyRecord | null>;
  /** Where the evidence of the duties is kept that were settled since a local day; the view is audited. */
  listEvidence(schoolId: string, dueSince: string, readerId: string, at: Date): Promise<DutyRecord[]>;
  /** Signs a duty; false when it is not that one's turn any more, or the same person has signed before. */
  signDuty(
    schoolId: string,
    dutyId: string,
    signature: DutySignature,
    step: { actorId: string; at: Date; messages: OutgoingMessage[] },
  ): Promise<boolean>;
}

import type { CaseSummary, EntryText } from './case-record.ts';
import type {
  Agency,
  Category,
  ConcernType,
  Outcome,
  ParentsInformed,
  Severity,
  Status,
  TaskKind,
} from './taxonomy.ts';

/** Something to do for a case. */
export interface CaseTask {
  taskId: string;
  kind: TaskKind;
  /** Null for a kind that says by itself what is to be done. */
  text: string | null;
  ownerId: string;
  dueAt: Date | null;
  state: 'open' | 'done' | 'not-needed';
  createdBy: string | null;
  seenAt: Date | null;
  settledAt: Date | null;
  settledBy: string | null;
  result: string | null;
}

/** How a step of a playbook was settled last. */
export interface CaseCheck {
  stepId: string;
  playbook: string;
  step: string;
  state: 'done' | 'not-needed';
  at: Date;
  actorId: string;
  /** Local day, `YYYY-MM-DD`. */
  happenedOn: string | null;
  note: string | null;
}

/** What a referral says; sealed. Fields an agency asks for beyond these stand in `fields`, by their id. */
export interface ReferralDetails {
  person: string;
  theirReference: string | null;
  /** What was passed on. */
  shared: string;
  /** Why, and on what basis. */
  purpose: string;
  fields: Record<string, string>;
}

/** Something passed to an agency. */
export interface CaseReferral {
  referralId: string;
  agency: Agency;
  details: ReferralDetails;
  /** Local day, `YYYY-MM-DD`. */
  referredOn: string;
  responseDueAt: Date | null;
  state: 'waiting' | 'answered' | 'not-expected';
  createdBy: string;
  createdAt: Date;
  answeredAt: Date | null;
  answer: { text: string; theirReference: string | null } | null;
}

/** A case that belongs together with another; only those the reader may know of are listed. */
export interface LinkedCase {
  caseId: string;
  reference: string;
  kind: 'linked' | 'duplicate' | 'duplicate-of';
}

/** A pupil named in a case. */
export interface CasePupil {
  subjectId: string;
  name: string;
  details: string | null;
  /** How many earlier cases that the reader may know of name the same pupil. */
  earlier: number;
}

/** Everything a person who works a case needs to take its next step. Opened for him alone. */
export interface CaseWork extends CaseSummary {
  category: Category;
  type: ConcernType | null;
  handleAs: 'safeguarding' | 'behaviour' | 'discipline';
  route: string;
  place: string | null;
  occurredAt: Date;
  childProtection: boolean;
  sendSupport: boolean;
  reviewAt: Date | null;
  deadlineAt: Date | null;
  outcome: Outcome | null;
  /** How many entries its chronology has: it only ever grows. */
  chronologyLength: number;
  /** Staff who must never know of it. */
  adultIds: string[];
  /** Those of them whom the record names as the adults it is about: nobody may read from it who the others are. */
  namedAdultIds: string[];
  accessIds: string[];
  /** Names typed in the report and of its adults: a lesson may hold none of them. */
  names: string[];
  tasks: CaseTask[];
  checks: CaseCheck[];
  referrals: CaseReferral[];
  links: LinkedCase[];
  pupils: CasePupil[];
}

/** What may change on a case itself; left out is left alone. */
export interface CasePatch {
  status?: Status;
  severity?: Severity;
  category?: Category;
  type?: ConcernType | null;
  handleAs?: CaseWork['handleAs'];
  place?: string;
  ownerId?: string | null;
  childProtection?: boolean;
  sendSupport?: boolean;
  reviewAt?: Date | null;
  deadlineAt?: Date | null;
  remindAt?: Date | null;
  closedAt?: Date | null;
  outcome?: Outcome | null;
  parentsInformed?: ParentsInformed | null;
}

/** A task to be written. */
export interface NewTask {
  taskId: string;
  kind: TaskKind;
  text: string | null;
  ownerId: string;
  dueAt: Date | null;
  remindAt: Date | null;
}

/** A pupil to be added to a case. */
export interface NewPupil {
  subjectId: string;
  name: string;
  details: string | null;
  /** Local day, `YYYY-MM-DD`. */
  birthDate: string | null;
  pupilId: string | null;
}

/** One step in a case: everything it writes, in one transaction with its chronology entry, audit row and messages. */
export interface CaseChange {
  /** The sender's form and words: taken once. */
  key: string;
  /** What the chronology calls it. */
  entry: string;
  /** What the chronology says; sealed. */
  text: EntryText | null;
  /** Statuses in which it may be taken; looked at again when the case is locked. */
  from: readonly Status[];
  /** Whoever works a case has seen it: ends the ladder of a case nobody had acknowledged. */
  acknowledges: boolean;
  /** How long the chronology was when this was decided: where it has grown since, nothing is written and it is decided again. */
  chronologyLength?: number;
  /** How long it was when the form was opened: where others have written since, nothing is written and what they did is named. */
  openedAtLength?: number;
  patch?: CasePatch;
  tasks?: NewTask[];
  settleTask?: { taskId: string; state: 'done' | 'not-needed'; result: string | null };
  check?: Omit<CaseCheck, 'at' | 'actorId'>;
  referral?: Omit<CaseReferral, 'state' | 'createdBy' | 'createdAt' | 'answeredAt' | 'answer'> & {
    remindAt: Date | null;
  };
  answer?: { referralId: string; state: 'answered' | 'not-expected'; text: string; theirReference: string | null };
  link?: { otherId: string; kind: 'linked' | 'duplicate-of' };
  grants?: { personId: string; reason: string }[];
  withdraws?: string[];
  adults?: string[];
  /** Added, or completed where the case names the same child already. */
  pupils?: NewPupil[];
  /** A pupil who turned out not to be involved: no list counts him any more, the record keeps him. */
  withdrawsPupil?: string;
  /** Open tasks of somebody who may not have them any longer. */
  movesTasks?: { fromId: string; toId: string };
  lesson?: { id: string; text: string };
}

/**
 * What became of a step: taken now, taken before with the same key, not possible where the case stands, decided on a case
 * that has changed since, or filled in while others changed the case.
 */
export interface StepTaken {
  result: 'taken' | 'again' | 'not-now' | 'changed' | 'outdated';
  /** With `outdated`: what others have written since the form was opened, the oldest first. */
  since?: { actorId: string | null; entry: string }[];
}

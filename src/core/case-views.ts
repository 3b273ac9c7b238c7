import type { StepName } from './events.ts';
import type { SchoolExportKind } from './exports/export-kinds.ts';
import type { ShownPage } from './incidents/case-pages.ts';
import type {
  Agency,
  Category,
  ConcernType,
  Consent,
  Outcome,
  Purpose,
  Severity,
  Status,
  TaskKind,
} from './incidents/taxonomy.ts';
import type { AlertReason } from './intents.ts';
import type { SchoolHeading } from './views.ts';

/** A case as its place or its reader's 1:1 chat shows it: a reference, a task, a status. */
export interface CaseCardView {
  name: 'case-card';
  school: SchoolHeading;
  caseId: string;
  reference: string;
  severity: Severity | null;
  status: Status;
  reportedAt: string;
  acknowledged: { by: string; at: string } | null;
  restricted: boolean;
  /** Name of who has it in hand. */
  owner: string | null;
  openTasks: number;
  /** The next moment at which something is due. */
  nextDueAt: string | null;
  /** Why this person gets it 1:1; absent in a place. */
  reason?: AlertReason;
  /** References of earlier cases that name the same pupil: to one reader 1:1 alone. */
  earlier?: string[];
  /** Set right after a step was saved, where only the card may stay in a message. */
  saved?: boolean;
}

/** What a line below a case's card can say: which step was taken, never what it was about. */
export const THREAD_LINES = [
  'acknowledged',
  'note-added',
  'escalated',
  'passed-up',
  'taken',
  'assessed',
  'assigned',
  'task-added',
  'task-done',
  'check-done',
  'referred',
  'referral-answered',
  'linked',
  'people-changed',
  'monitoring',
  'closed',
  'reopened',
  'reporter-added',
  'reporter-withdrew',
  'reminder',
  'taken-out',
] as const;
/** One thing a line below a case's card says. */
export type ThreadLine = (typeof THREAD_LINES)[number];

/** One short line below a case's card. */
export interface ThreadLineView {
  name: 'thread-line';
  reference: string;
  line: ThreadLine;
  actor: string;
  at: string;
}

/** One page of everything recorded about a case: for one authorised person, never for a place. */
export interface CaseDetailView {
  name: 'case-detail';
  school: SchoolHeading;
  caseId: string;
  reference: string;
  status: Status;
  severity: Severity | null;
  category: Category;
  type: ConcernType | null;
  handleAs: 'safeguarding' | 'behaviour' | 'discipline';
  restricted: boolean;
  occurred: string;
  noticed: string | null;
  reported: string;
  /** Set when the report came more than a day after it happened. */
  reportedLate: boolean;
  place: string | null;
  reporter: string;
  source: string;
  victim: string | null;
  adult: string | null;
  what: string;
  who: string[];
  childWords: string | null;
  urls: string[];
  device: string | null;
  immediateAction: string | null;
  purpose: Purpose | null;
  consent: Consent | null;
  /** The policy that applies because it was done on purpose; null where it was not, or none is named. */
  disciplinePolicy: string | null;
  guidance: { title: string; steps: string[]; policy: string | null } | null;
  agencies: string[];
  /** Pupils that earlier cases the reader may know of name too. */
  pupils: { subjectId: string; name: string; earlier: string[] }[];
  /** The entries of this page, the oldest first. */
  chronology: { at: string; actor: string; entry: string; facts: Record<string, string>; text: string | null }[];
  page: ShownPage;
}

/** What has to be written down when a step of a playbook is done. */
export type StepKind = 'plain' | 'logged' | 'told' | 'ticket' | 'talk' | 'parents' | 'meeting' | 'evaluation';

/** One step of a playbook, as it stands. */
export interface ChecklistItem {
  stepId: string;
  playbook: string;
  text: string;
  kind: StepKind;
  state: 'waiting' | 'done' | 'not-needed';
  /** Set once it is settled. */
  settled: { by: string; at: string; happenedOn: string | null; note: string | null } | null;
  /** False while an earlier step of a playbook that goes in order waits. */
  ready: boolean;
}

/** Everything a person needs for the next step in a case, opened for that person alone. */
export interface WorkView {
  name: 'case-work';
  school: SchoolHeading;
  caseId: string;
  reference: string;
  status: Status;
  severity: Severity | null;
  category: Category;
  type: ConcernType | null;
  restricted: boolean;
  reportedAt: string;
  childProtection: boolean;
  owner: string | null;
  nextDueAt: string | null;
  deadlineAt: string | null;
  reviewAt: string | null;
  outcome: Outcome | null;
  /** Set right after a step was saved. */
  saved: boolean;
  tasks: {
    taskId: string;
    kind: TaskKind;
    text: string | null;
    owner: string;
    dueAt: string | null;
    state: 'open' | 'done' | 'not-needed';
    seen: boolean;
    result: string | null;
  }[];
  checklist: ChecklistItem[];
  /** Warnings a playbook gives above its steps, such as never to look at an image. */
  neverView: boolean;
  policy: string | null;
  referrals: {
    referralId: string;
    agency: Agency;
    referredOn: string;
    responseDueAt: string | null;
    answered: boolean;
    /** Set where it waits no more without an answer having come. */
    notExpected?: true;
    theirReference: string | null;
  }[];
  links: { caseId: string; reference: string; kind: 'linked' | 'duplicate' | 'duplicate-of' }[];
  pupils: { subjectId: string; name: string; earlier: number }[];
  /** Offered, never done by itself. */
  offersSendco: boolean;
  /** Steps that can be taken now, in the order in which they are usually needed. */
  steps: StepName[];
}

/** Told 1:1 when something in a case is due: which case, and what kind of thing. */
export interface ReminderView {
  name: 'reminder';
  school: SchoolHeading;
  caseId: string;
  reference: string;
  what: 'task' | 'referral' | 'review' | 'deadline' | 'passed-up' | 'idle';
  dueAt: string;
}

/** Told 1:1 to whoever had a case when somebody above took it. */
export interface CaseTakenView {
  name: 'case-taken';
  school: SchoolHeading;
  caseId: string;
  reference: string;
  by: string;
}

/** A pupil's chronology across the cases the reader may know of. */
export interface PupilView {
  name: 'pupil';
  school: SchoolHeading;
  subjectId: string;
  pupil: string;
  /** All cases that name the pupil, the newest first. */
  cases: ListedCase[];
  /** The entries of this page, the oldest first. */
  entries: {
    at: string;
    reference: string;
    actor: string;
    entry: string;
    facts: Record<string, string>;
    text: string | null;
  }[];
  /** True for the page with the last entries. */
  newest: boolean;
  /** Further entries, by what `pupil` takes to show them. */
  older: Record<string, string> | null;
}

/** A file that can be fetched once: where, and with which code. */
export interface ExportReadyView {
  name: 'export-ready';
  school: SchoolHeading;
  /** Null for what is about no case. */
  reference: string | null;
  /** What it is where it is about no case; the incident log unless it is given. */
  file?: SchoolExportKind;
  url: string;
  code: string;
  expiresAt: string;
}

/** A case in a list: a reference, a task, a status. */
export interface ListedCase {
  caseId: string;
  reference: string;
  severity: Severity | null;
  status: Status;
  reportedAt: string;
  owner: string | null;
  nextDueAt: string | null;
  overdue: boolean;
}

/** Which cases a list shows. */
export const CASE_FILTERS = ['open', 'mine', 'overdue', 'closed', 'found'] as const;
/** One kind of list of cases. */
export type CaseFilter = (typeof CASE_FILTERS)[number];

/** A page of the cases a person may know of; nothing of their stories. */
export interface CaseListView {
  name: 'case-list';
  filter: CaseFilter;
  cases: ListedCase[];
  /** What the button for the next page sends; null on the last. */
  next: Record<string, string> | null;
  /** How much of all that is open waits for somebody; in the list of open cases alone. */
  counts?: { fresh: number; overdue: number };
  /** For a search: the day (`YYYY-MM-DD`) from which on everything was looked through and is shown; null when everything was. */
  searchedBackTo: string | null;
  /** Set where more cases of one day fit a search than a list shows. */
  crowded?: true;
}

/** Told 1:1 when a case could not be posted in its place. */
export interface PlaceStoppedView {
  name: 'place-stopped';
  school: SchoolHeading;
  reference: string;
  caseId: string;
  why: 'stranger' | 'unreachable' | 'incomplete' | 'not-set-up';
}

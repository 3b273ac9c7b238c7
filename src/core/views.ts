import type { DeskFormName, StepName } from './events.ts';
import type { ShownPage } from './incidents/case-pages.ts';
import type {
  Agency,
  Category,
  ConcernType,
  Outcome,
  Purpose,
  Severity,
  Status,
  TaskKind,
} from './incidents/taxonomy.ts';
import type { AlertReason } from './intents.ts';
import type { Contact, Role } from './school/profile.ts';

/** What a school shows with every failure and receipt: whom to ring. */
export interface EmergencyContacts {
  duty: Contact | null;
  childrensSocialCare: Contact | null;
  outOfHours: Contact | null;
}

/** The school as a heading knows it. */
export interface SchoolHeading {
  name: string;
  /** True until the data protection impact assessment is signed. */
  demo: boolean;
}

/** One name to choose from. */
export interface PersonChoice {
  id: string;
  name: string;
  jobTitle: string;
}

/** Why a form is shown (again) and what the person should know before all else. */
export type FormProblem = 'not-saved' | 'not-served' | 'not-now' | 'check-fields' | 'text-not-stored' | null;

/** The report form, with whatever had been typed. */
export interface ReportFormView {
  name: 'report-form';
  school: SchoolHeading | null;
  variant: 'report' | 'quick-report';
  /** Comes back with the submit; the same key is recorded once. */
  formKey: string;
  values: Record<string, string>;
  errors: Record<string, string>;
  problem: FormProblem;
  people: PersonChoice[];
  /** Asked only of somebody who works in several schools. */
  schools: { id: string; name: string }[];
  contacts: EmergencyContacts;
}

/** What the reporter keeps: a reference and what happens next. */
export interface ReceiptView {
  name: 'receipt';
  school: SchoolHeading;
  reportId: string;
  reference: string;
  /** Titles of those who will read it. */
  readers: string[];
  /** When it will be read, in words; null while somebody is there now. */
  notReadUntil: string | null;
  immediate: boolean;
  restricted: boolean;
  recordedAt: string;
  /** In a concern about an adult: the second case, of a child at risk in it, and who will read that one. */
  child: { reference: string; readers: string[] } | null;
  contacts: EmergencyContacts;
}

/** Shown to whoever cannot be served: unknown, guest, leaver, or nothing works. */
export interface EmergencyView {
  name: 'emergency';
  /** `not-shown`: reading failed. `not-known`: a button failed that may have acted. */
  reason: 'unknown' | 'guest' | 'left' | 'unavailable' | 'not-set-up' | 'not-shown' | 'not-known';
  accountHelp: string;
  contacts: EmergencyContacts;
}

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

/** One thing to choose in a form, where the words come from the record and not from the cards. */
export interface Choice {
  value: string;
  label: string;
}

/** What stands in the way of closing a case. */
export type CloseBlocker =
  | { what: 'step'; step: string }
  | { what: 'tasks'; count: number }
  | { what: 'referrals'; count: number };

/** Any form but the report's: one step in a case, or something of the desk. The cards know its fields by its name. */
export interface DeskFormView {
  name: 'desk-form';
  form: StepName | DeskFormName;
  /** Identifiers that come back with the submit; those of the case, task or step it is about. */
  data: Record<string, string>;
  /** The case, as its reference; null for a form that belongs to none. */
  reference: string | null;
  formKey: string;
  values: Record<string, string>;
  errors: Record<string, string>;
  problem: FormProblem;
  contacts: EmergencyContacts;
  /** What can be chosen, by field. */
  choices: Record<string, Choice[]>;
  /** What the words depend on. */
  about: {
    restricted?: boolean;
    type?: ConcernType | null;
    agency?: Agency;
    /** The step of a playbook that is settled, and what kind it is. */
    step?: { text: string; kind: StepKind };
    blockers?: CloseBlocker[];
    /** Who is away now and next, of those whose absence this person may end. */
    absences?: AbsenceLine[];
    /** Asked for only where the record does not have it yet. */
    asks?: string[];
  };
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
    theirReference: string | null;
  }[];
  links: { caseId: string; reference: string; kind: 'linked' | 'duplicate' | 'duplicate-of' }[];
  pupils: { subjectId: string; name: string; earlier: number }[];
  /** Offered, never done by itself. */
  offersSendco: boolean;
  /** Steps that can be taken now, in the order in which they are usually needed. */
  steps: StepName[];
}

/** A task, sent 1:1 to whoever is to do it: nothing of the case. */
export interface TaskCardView {
  name: 'task-card';
  school: SchoolHeading;
  taskId: string;
  kind: TaskKind;
  dueAt: string | null;
  state: 'open' | 'done' | 'not-needed';
  reminder: boolean;
}

/** A task, opened by whoever is to do it. */
export interface TaskDetailView {
  name: 'task-detail';
  school: SchoolHeading;
  taskId: string;
  kind: TaskKind;
  text: string | null;
  /** Set for the pictures of cameras. */
  occurredAt: string | null;
  urls: string[];
  device: string | null;
  deviceWithheld: boolean;
  dueAt: string | null;
  state: 'open' | 'done' | 'not-needed';
}

/** The tasks of one person. */
export interface MyTasksView {
  name: 'my-tasks';
  tasks: { taskId: string; kind: TaskKind; dueAt: string | null }[];
}

/** Told 1:1 when something in a case is due: which case, and what kind of thing. */
export interface ReminderView {
  name: 'reminder';
  school: SchoolHeading;
  caseId: string;
  reference: string;
  what: 'task' | 'referral' | 'review' | 'deadline';
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

/** Told 1:1 to the senior leader on duty: that there was a report, and to find the lead; nothing of it. */
export interface AlsoToldView {
  name: 'also-told';
  school: SchoolHeading;
  reportedAt: string;
}

/** Told 1:1 to the safeguarding team when somebody sent a picture to the app. */
export interface ImageAlertView {
  name: 'image-alert';
  school: SchoolHeading;
  who: string;
  where: 'personal' | 'place';
  at: string;
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
  /** Null for the incident log. */
  reference: string | null;
  url: string;
  code: string;
  expiresAt: string;
}

/** Whom to ring, in and outside the school. */
export interface ContactsView {
  name: 'contacts';
  schools: { school: SchoolHeading; contacts: EmergencyContacts; lado: Contact | null; agencies: Contact[] }[];
  /** Bodies every school can turn to. */
  national: NationalContact[];
}

/** A body every school of a nation can turn to; `check` marks a number somebody should verify before relying on it. */
export type NationalContact = Contact & { check: boolean };

/** A question to the e-safety co-ordinator: that there is one, and once opened, what it says. */
export interface QuestionView {
  name: 'question';
  school: SchoolHeading;
  questionId: string;
  from: string;
  askedAt: string;
  /** Null until it was opened. */
  text: string | null;
}

/** Somebody who is away now or next. */
export interface AbsenceLine {
  absenceId: string;
  name: string;
  from: string;
  to: string;
}

/** A time in which, of those who work cases, the head alone is there, or nobody is. */
export interface CoverGap {
  left: 'head' | 'nobody';
  from: string;
  to: string;
}

/** Who is away, and who is on duty. */
export interface CoverView {
  name: 'cover';
  school: SchoolHeading;
  /** Those this reader may see, now and next; null where it was not asked for. */
  away: AbsenceLine[] | null;
  /** What the absence that was just noted leaves open. */
  gap: CoverGap | null;
  /** Who is on duty for a function; a day without a name is everybody's. Null where it was not asked for. */
  duty: { title: string; holders: string[]; days: { weekday: number; name: string | null }[] } | null;
  saved: boolean;
  /** Which form changes what is shown; null for somebody who may only look. */
  change: 'cover' | 'rota' | null;
}

/** A task for somebody who must not know the story: address and device only. */
export interface HandOffView {
  name: 'hand-off';
  school: SchoolHeading;
  task: 'unsuitable-site';
  /** Null for one recorded before tasks were kept. */
  taskId: string | null;
  urls: string[];
  device: string | null;
  /** Set when the device's text names somebody and is kept back. */
  deviceWithheld: boolean;
  reportedAt: string;
}

/** A short private answer. */
export interface NoticeView {
  name: 'notice';
  notice:
    | 'answered-privately'
    | 'cannot-message-you'
    | 'no-such-case'
    | 'which-case'
    | 'not-now'
    | 'read-only'
    | 'step-saved'
    | 'task-saved'
    | 'task-gone'
    | 'added-to-report'
    | 'withdrawn'
    | 'no-such-report'
    | 'question-sent'
    | 'question-gone'
    | 'nothing-found'
    | 'image-not-kept'
    | 'not-allowed'
    | 'code-wrong'
    | 'account-tied'
    | 'account-waiting'
    | 'request-gone'
    | 'setup-needs-channel'
    | 'setup-unreachable';
  contacts?: EmergencyContacts;
}

/** What a person can do here. */
export interface HelpView {
  name: 'help';
  school: SchoolHeading | null;
  /** The word that was not understood, never repeated to anybody else. */
  unknownWord: boolean;
  roles: Role[];
  contacts: EmergencyContacts;
}

/** A reporter's own receipts, newest first. */
export interface MyReportsView {
  name: 'my-reports';
  reports: {
    reportId: string;
    reference: string;
    reportedAt: string;
    state: 'recorded' | 'seen' | 'handled' | 'closed';
  }[];
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

/** The bot's own page for one person: what he reported, and for those who work cases, what is open. */
export interface HomeView {
  name: 'home';
  /** Null for somebody who works in several schools. */
  school: SchoolHeading | null;
  reports: MyReportsView['reports'];
  /** Null for somebody who works no cases. */
  openCases: Pick<CaseListView, 'cases' | 'next' | 'counts'> | null;
  /** How many tasks wait for this person. */
  openTasks: number;
  contacts: EmergencyContacts;
}

/** The policies of the schools a person works in. */
export interface PoliciesView {
  name: 'policies';
  schools: {
    school: SchoolHeading;
    policies: {
      title: string;
      version: string | null;
      /** `YYYY-MM-DD`: the earlier one where a policy states two. */
      nextReview: string | null;
      overdue: boolean;
      approval: 'approved' | 'not-evidenced';
      url: string | null;
      /** Titles of the policies this one belongs together with. */
      linked: string[];
    }[];
  }[];
}

/** What a reporter is told of how it goes. */
export type ReporterUpdate = 'seen' | 'handled' | 'closed' | 'nobody-reached';

/** What the reporter is told later. */
export interface ReporterUpdateView {
  name: 'reporter-update';
  school: SchoolHeading;
  reportId: string;
  reference: string;
  update: ReporterUpdate;
  contacts: EmergencyContacts;
}

/** The answer to `/esafety setup`. */
export interface SetupView {
  name: 'setup';
  school: SchoolHeading;
  /** Names of members who may not know of cases; nothing is posted while they are members. */
  strangers: string[];
  /** True when the administrator who typed it is a member and has to leave. */
  leaveYourself: boolean;
  members: number;
}

/** Told 1:1 when a case could not be posted in its place. */
export interface PlaceStoppedView {
  name: 'place-stopped';
  school: SchoolHeading;
  reference: string;
  caseId: string;
  why: 'stranger' | 'unreachable' | 'incomplete' | 'not-set-up';
}

/** Asks a holder of case access to confirm that another person gets it. */
export interface AccessRequestView {
  name: 'access-request';
  school: SchoolHeading;
  requestId: string;
  person: string;
  what: 'role' | 'rebind';
  roleTitle: string | null;
  state: 'waiting' | 'confirmed' | 'refused';
  decidedBy: string | null;
}

/** Everything the core can show; `cards/` holds the words. */
export type View =
  | ReportFormView
  | ReceiptView
  | EmergencyView
  | CaseCardView
  | ThreadLineView
  | CaseDetailView
  | DeskFormView
  | WorkView
  | TaskCardView
  | TaskDetailView
  | MyTasksView
  | ReminderView
  | CaseTakenView
  | AlsoToldView
  | ImageAlertView
  | PupilView
  | ExportReadyView
  | ContactsView
  | QuestionView
  | CoverView
  | HandOffView
  | NoticeView
  | HelpView
  | MyReportsView
  | CaseListView
  | HomeView
  | PoliciesView
  | ReporterUpdateView
  | SetupView
  | PlaceStoppedView
  | AccessRequestView;

import type { BulletinScreen } from './bulletin-views.ts';
import type {
  CaseCardView,
  CaseDetailView,
  CaseListView,
  CaseTakenView,
  ExportReadyView,
  PlaceStoppedView,
  PupilView,
  ReminderView,
  ThreadLineView,
  WorkView,
} from './case-views.ts';
import type {
  AlsoToldView,
  ContactsView,
  CoverSetView,
  CoverView,
  HandOffView,
  ImageAlertView,
  MyTasksView,
  QuestionView,
  ReviewDueView,
  TaskCardView,
  TaskDetailView,
} from './desk-views.ts';
import type { DigestScreen } from './digest-views.ts';
import type { DutyScreen } from './duty-views.ts';
import type { FilterScreen } from './filter-views.ts';
import type { DeskFormView, ReportFormView } from './form-views.ts';
import type { PolicyScreen } from './policy-views.ts';
import type { RegisterScreen } from './register-views.ts';
import type { Contact } from './school/profile.ts';
import type { Role } from './school/roles.ts';
import type { TrainingScreen } from './training-views.ts';

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
    | 'link-not-made'
    | 'file-fetched'
    | 'task-saved'
    | 'task-gone'
    | 'added-to-report'
    | 'withdrawn'
    | 'no-such-report'
    | 'question-sent'
    | 'question-gone'
    | 'alert-gone'
    | 'line-gone'
    | 'induction-begun'
    | 'induction-going-on'
    | 'training-saved'
    | 'class-counted'
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

/** The bot's own page for one person: what he reported, and for those who work cases, what is open. */
export interface HomeView {
  name: 'home';
  /** Null for somebody who works in several schools. */
  school: SchoolHeading | null;
  reports: MyReportsView['reports'];
  /** Null for somebody who works no cases. */
  openCases: Pick<CaseListView, 'cases' | 'next' | 'counts'> | null;
  /** His functions in any of the schools. */
  roles: Role[];
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
  /** Where the next page begins; null on the last one. */
  next: number | null;
  /** Whether this reader may see where each of them stands. */
  board: boolean;
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
  | ReviewDueView
  | CoverSetView
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
  | AccessRequestView
  | PolicyScreen
  | TrainingScreen
  | BulletinScreen
  | DutyScreen
  | RegisterScreen
  | FilterScreen
  | DigestScreen;

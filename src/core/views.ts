import type { ShownPage } from './incidents/case-pages.ts';
import type { Category, ConcernType, Purpose, Severity, Status } from './incidents/taxonomy.ts';
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
export type FormProblem = 'not-saved' | 'not-served' | 'check-fields' | 'text-not-stored' | null;

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
  reference: string;
  /** Titles of those who will read it. */
  readers: string[];
  /** When it will be read, in words; null while somebody is there now. */
  notReadUntil: string | null;
  immediate: boolean;
  restricted: boolean;
  recordedAt: string;
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
  /** Why this person gets it 1:1; absent in a place. */
  reason?: 'on-duty' | 'recipient' | 'immediate' | 'repeat' | 'escalated' | 'place-not-used';
}

/** One short line below a case's card. */
export interface ThreadLineView {
  name: 'thread-line';
  reference: string;
  line: 'acknowledged' | 'note-added' | 'escalated';
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
  /** The entries of this page, the oldest first. */
  chronology: { at: string; actor: string; entry: string; text: string | null }[];
  page: ShownPage;
}

/** The form for a note on a case. */
export interface NoteFormView {
  name: 'note-form';
  caseId: string;
  reference: string;
  formKey: string;
  values: Record<string, string>;
  errors: Record<string, string>;
  problem: FormProblem;
  contacts: EmergencyContacts;
}

/** A task for somebody who must not know the story: address and device only. */
export interface HandOffView {
  name: 'hand-off';
  school: SchoolHeading;
  task: 'unsuitable-site';
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
    | 'note-saved'
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
  reports: { reference: string; reportedAt: string; state: 'recorded' | 'seen' | 'handled' | 'closed' }[];
}

/** A case in a list: a reference, a task, a status. */
export interface ListedCase {
  caseId: string;
  reference: string;
  severity: Severity | null;
  status: Status;
  reportedAt: string;
}

/** The cases a person may work on that are not closed; nothing of their stories. */
export interface OpenCasesView {
  name: 'open-cases';
  cases: ListedCase[];
  /** True when there are more than are shown. */
  more: boolean;
}

/** The bot's own page for one person: what he reported, and for those who work cases, what is open. */
export interface HomeView {
  name: 'home';
  /** Null for somebody who works in several schools. */
  school: SchoolHeading | null;
  reports: MyReportsView['reports'];
  /** Null for somebody who works no cases. */
  openCases: Omit<OpenCasesView, 'name'> | null;
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

/** What the reporter is told later. */
export interface ReporterUpdateView {
  name: 'reporter-update';
  school: SchoolHeading;
  reference: string;
  update: 'seen' | 'nobody-reached';
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
  | NoteFormView
  | HandOffView
  | NoticeView
  | HelpView
  | MyReportsView
  | OpenCasesView
  | HomeView
  | PoliciesView
  | ReporterUpdateView
  | SetupView
  | PlaceStoppedView
  | AccessRequestView;

import type { StepKind } from './case-views.ts';
import type { AbsenceLine } from './desk-views.ts';
import type { DigestRecipient } from './digest-views.ts';
import type { DutyKind } from './duties/duty-kinds.ts';
import type { DeskFormName, StepName } from './events.ts';
import type { Agency, ConcernType } from './incidents/taxonomy.ts';
import type { RegisterName } from './registers/register-names.ts';
import type { PolicyVersion } from './reviews/policy-store.ts';
import type { EmergencyContacts, SchoolHeading } from './views.ts';

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
    /** What others did in the case while the form was open: it is looked at before the form is sent again. */
    changes?: { actor: string; entry: string }[];
    /** Who is away now and next, of those whose absence this person may end. */
    absences?: AbsenceLine[];
    /** The version of a policy that is changed or decided about. */
    policyVersion?: Pick<PolicyVersion, 'title' | 'version' | 'url' | 'nextReviewOn'>;
    /** The governors' digest that is approved: what the school learned in its term, and to whom it goes. */
    digest?: {
      label: string;
      version: number;
      meetingOn: string | null;
      lessons: string[];
      recipients: DigestRecipient[];
    };
    /** The recurring duty that is settled, and whose signature it is. */
    duty?: { kind: DutyKind; subject: string; part: 'first' | 'second'; twoSign: boolean };
    /** The document that is acknowledged. */
    reading?: { document: string; version: string | null; url: string | null; monitoringClause: string | null };
    /** Asked for only where the record does not have it yet. */
    asks?: string[];
    /** The register whose line a step is taken with. */
    register?: RegisterName;
  };
}

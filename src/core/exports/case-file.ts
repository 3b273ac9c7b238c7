import type {
  Agency,
  Category,
  ConcernType,
  Consent,
  Outcome,
  ParentsInformed,
  Purpose,
  Severity,
  Source,
  Status,
  TaskKind,
  Victim,
} from '../incidents/taxonomy.ts';
import type { CaseExportKind } from './export-kinds.ts';

/** The name of the shape below; a change that breaks a reader gets the next number. */
export const CASE_FILE_FORMAT = 'esafety-case-file/1';

/** The marking on every page, after the Government Security Classifications policy. */
export const MARKING = 'OFFICIAL-SENSITIVE';

/**
 * A whole case for somebody outside this program, as plain data: names are resolved, instants are ISO 8601 in UTC, days are
 * local days (`YYYY-MM-DD`). This is also the JSON that is handed out: keys are only ever added to a format.
 */
export interface CaseFile {
  format: typeof CASE_FILE_FORMAT;
  marking: typeof MARKING;
  reference: string;
  /** `demo` while the school works with invented data only. */
  school: { name: string; demo: boolean };
  /** Who took the file out of the program, and when. */
  taken: { by: string; at: string };
  facts: CaseFileFacts;
  /** The account as it was reported, in the reporter's words; the child's own words stand apart from them. */
  report: { what: string; childWords: string | null; device: string | null; immediateAction: string | null };
  people: CaseFilePerson[];
  /** Defanged, so that none can be opened by a slip. */
  addresses: string[];
  chronology: CaseFileEntry[];
  decisions: CaseFileDecision[];
  checklist: CaseFileCheck[];
  tasks: CaseFileTask[];
  referrals: CaseFileReferral[];
  /** Files of the case that left the program, this one among them. */
  disclosures: CaseFileDisclosure[];
  /** Files of the case that were asked for and had not been fetched. */
  notFetched: CaseFileRequest[];
  linked: { reference: string; kind: 'linked' | 'duplicate' | 'duplicate-of' }[];
  /** Who saw or changed the case in this program, each once. */
  audit: CaseFileReader[];
}

/** What is known of a case besides its story. */
export interface CaseFileFacts {
  status: Status;
  severity: Severity | null;
  category: Category;
  type: ConcernType | null;
  handledAs: 'safeguarding' | 'behaviour' | 'discipline';
  restricted: boolean;
  /** An instant, or a day where the time is not known. */
  occurred: string;
  noticed: string | null;
  reported: string;
  reporter: string;
  source: Source;
  victim: Victim | null;
  place: string | null;
  purpose: Purpose | null;
  consent: Consent | null;
  acknowledged: { by: string; at: string } | null;
  owner: string | null;
  childProtection: boolean;
  sendSupport: boolean;
  outcome: Outcome | null;
  parentsInformed: ParentsInformed | null;
  closed: string | null;
}

/** Somebody a case is about or who is involved in it. */
export interface CaseFilePerson {
  part: 'adult' | 'involved';
  name: string;
  details: string | null;
  /** A day. */
  birthDate: string | null;
  pupilId: string | null;
}

/** One entry of the chronology. */
export interface CaseFileEntry {
  at: string;
  by: string;
  entry: string;
  /** What was chosen, by its id: a severity, an outcome, a name as it was then. */
  facts: Record<string, string>;
  text: string | null;
}

/** One decision with its reason, the decision not to refer among them. */
export interface CaseFileDecision {
  at: string;
  by: string;
  /** What was decided upon, as the chronology names its entry. */
  entry: string;
  facts: Record<string, string>;
  reason: string | null;
}

/** One step of the guidance a school follows, as it was last settled. */
export interface CaseFileCheck {
  guidance: string;
  step: string;
  state: 'open' | 'done' | 'not-needed';
  note: string | null;
  settled: { by: string; at: string } | null;
  happenedOn: string | null;
}

/** Something somebody was asked to do. */
export interface CaseFileTask {
  kind: TaskKind;
  /** Null for a kind that says by itself what is to be done. */
  text: string | null;
  owner: string;
  askedBy: string;
  due: string | null;
  state: 'open' | 'done' | 'not-needed';
  settled: { by: string; at: string } | null;
  result: string | null;
}

/** What was told to somebody outside the school: to whom, for what purpose, what, and what came back. */
export interface CaseFileReferral {
  agency: Agency;
  person: string;
  /** A day. */
  on: string;
  by: string;
  theirReference: string | null;
  shared: string;
  purpose: string;
  /** What this agency asks for besides, by the field's id. */
  fields: Record<string, string>;
  responseDue: string | null;
  state: 'waiting' | 'answered' | 'not-expected';
  answer: { at: string; text: string | null } | null;
}

/** A file of the case that somebody asked for: for whom it was, and what for (St Andrew's 9.1). */
export interface CaseFileRequest {
  /** When it was asked for. */
  at: string;
  by: string;
  what: CaseExportKind;
  recipient: string | null;
  purpose: string | null;
}

/** A file of the case that somebody fetched. */
export interface CaseFileDisclosure extends CaseFileRequest {
  fetched: string;
}

/** How often one person saw a case in this program, changed it and took it out. */
export interface CaseFileReader {
  who: string;
  seen: number;
  changed: number;
  takenOut: number;
  first: string;
  last: string;
}

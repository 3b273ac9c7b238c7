import type { DutyKind } from './duties/duty-kinds.ts';
import type { DutyStatus } from './duties/duty-status.ts';
import type { DutyOutcome } from './duties/duty-store.ts';
import type { RegisterName } from './registers/register-names.ts';
import type { SchoolHeading } from './views.ts';

/** One recurring duty. */
export interface DutyView {
  name: 'duty';
  school: SchoolHeading;
  dutyId: string;
  kind: DutyKind;
  /** The class or accreditation it is about; empty for the whole school. */
  subject: string;
  /** Local day, `YYYY-MM-DD`. */
  dueOn: string;
  overdue: boolean;
  state: DutyStatus['state'];
  /** Titles of the functions that sign, the first one first. */
  signers: string[];
  /** True when the one who reads it may sign now. */
  maySign: boolean;
  /** Who has signed; what was written is there only where somebody has opened it. */
  signed: { by: string; at: string; outcome: DutyOutcome | null; note: string | null; evidence: string | null }[];
  /** Tools by which the school writes to parents, for the kinds that come with a text to copy. */
  parentTools: string[];
}

/** One duty in a list. */
export interface DutyLine {
  /** Null for one that has not begun, and for several classes together. */
  dutyId: string | null;
  kind: DutyKind;
  subject: string;
  dueOn: string;
  overdue: boolean;
  state: DutyStatus['state'];
  /** Title of the function it waits for, or that did it. */
  owner: string;
  /** Of several classes together: how many have settled it, and how many there are. */
  classes: { settled: number; of: number } | null;
}

/** What is due in one school. */
export interface SchoolBoard {
  school: SchoolHeading;
  schoolId: string;
  /** The reader's own duties that wait now. */
  own: DutyLine[];
  /** Everything, for those who answer for it; null for everybody else. */
  whole: WholeBoard | null;
}

/** Everything that is due in a school (Milverton, "Assessing risks"; Ingol, "Risk assessment"). */
export interface WholeBoard {
  /** How far reading and training are, in percent; null where nobody has to. */
  training: { title: string; percent: number | null }[];
  policies: { title: string; dueOn: string | null; overdue: boolean }[];
  duties: DutyLine[];
  /** What the Prevent duty asks for, done or not, with its day (Writtle 11). */
  prevent: DutyLine[];
  registers: { register: RegisterName; waiting: number; ending: number }[];
  /** Cases of the reader's: numbers only; null for a reader who works none. */
  cases: { fresh: number; overdue: number } | null;
}

/** What is due, for one reader. */
export interface BoardView {
  name: 'board';
  weekly: boolean;
  schools: SchoolBoard[];
}

/** Where the evidence of what was done in a school year is kept, for an accreditation (Milverton, "Aims"). */
export interface EvidenceView {
  name: 'evidence';
  school: SchoolHeading;
  /** The academic year, such as `2026-27`. */
  year: string;
  duties: { kind: DutyKind; subject: string; doneOn: string; by: string; evidence: string }[];
}

/** The checklist for video calls (Writtle 12). */
export interface ChecklistView {
  name: 'checklist';
  checklist: 'video-call';
}

/** What is shown of recurring duties. */
export type DutyScreen = DutyView | BoardView | EvidenceView | ChecklistView;

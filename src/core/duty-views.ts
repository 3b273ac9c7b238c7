import type { DutyKind } from './duties/duty-kinds.ts';
import type { SchoolHeading } from './views.ts';

/** One recurring duty, as its owner gets it 1:1. */
export interface DutyView {
  name: 'duty';
  school: SchoolHeading;
  dutyId: string;
  kind: DutyKind;
  /** The class or item it is about; empty for the whole school. */
  subject: string;
  /** Local day, `YYYY-MM-DD`. */
  dueOn: string;
  overdue: boolean;
  state: 'open' | 'waits-for-second' | 'done' | 'not-needed';
  /** Titles of the functions that sign, the first one first. */
  signers: string[];
  /** True when the one who reads it may sign now. */
  maySign: boolean;
  /** What was written by those who signed; only for those who sign. */
  notes: { by: string; at: string; note: string }[];
  evidence: string | null;
  /** Text to copy into the school's other tools; never sent to parents from here. */
  draft: string | null;
}

/** Everything that is due in a school, on one page. */
export interface BoardView {
  name: 'board';
  school: SchoolHeading;
  schoolId: string;
  weekly: boolean;
  /** How far reading and training are, in percent; null where nobody has to. */
  training: { title: string; percent: number | null }[];
  policies: { title: string; dueOn: string | null; overdue: boolean }[];
  duties: { dutyId: string; kind: DutyKind; subject: string; dueOn: string; overdue: boolean; owner: string }[];
  registers: { register: string; waiting: number; ending: number }[];
  /** Cases of the reader's: numbers only; null for a reader who works none. */
  cases: { open: number; overdue: number } | null;
}

/** The checklist for video calls (Writtle 12). */
export interface ChecklistView {
  name: 'checklist';
  checklist: 'video-call';
}

/** What is shown of recurring duties. */
export type DutyScreen = DutyView | BoardView | ChecklistView;

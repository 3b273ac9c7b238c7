import type { OwnListReason } from './intents.ts';
import type { StaffGroup } from './people/staff-row.ts';
import type { SchoolHeading } from './views.ts';

/** A document somebody is to read. */
export interface OwnDocument {
  document: string;
  version: string | null;
  url: string | null;
  done: boolean;
}

/** A course somebody is to do. */
export interface OwnCourse {
  course: string;
  /** Local day, `YYYY-MM-DD`; null where it is done once and for all, or for this school year. */
  dueOn: string | null;
  state: 'done' | 'due' | 'overdue';
}

/** What one person still has to read and learn. */
export interface OwnListView {
  name: 'own-list';
  school: SchoolHeading;
  schoolId: string;
  /** True while the induction is not complete. */
  induction: boolean;
  why: OwnListReason;
  /** `documentId` is the document in its version. */
  documents: (OwnDocument & { documentId: string })[];
  courses: OwnCourse[];
  /** What pupils and parents sign and this person is asked to count; empty for everybody else. */
  families: string[];
  /** His other schools. */
  others: { schoolId: string; name: string }[];
  /** True for somebody who may see how far everybody is. */
  mayOpenBoard: boolean;
}

/** How far a group of people is. */
export interface GroupProgress {
  group: StaffGroup;
  people: number;
  /** How many of them have done it. */
  done: number;
}

/** How far everybody is; the names are for the head alone (St Andrew's 3.1). */
export interface TrainingBoardView {
  name: 'training-board';
  school: SchoolHeading;
  schoolId: string;
  /** True for the weekly message of who is behind although he was reminded. */
  weekly: boolean;
  /** The academic year, such as `2026-27`. */
  year: string;
  items: { title: string; kind: 'document' | 'course'; groups: GroupProgress[] }[];
  /** Who has not done what; null for a reader who sees figures only. */
  behind: { name: string; group: StaffGroup; missing: string[]; induction: boolean; late: boolean }[] | null;
  /** Pupils and parents, by class: numbers only. */
  classes: { audience: 'pupils' | 'parents'; className: string; document: string; signed: number; total: number }[];
  /** What this reader may do from here. */
  may: ('record-training' | 'induct' | 'class-count' | 'training-file' | 'certificate')[];
}

/** What is shown of reading and training. */
export type TrainingScreen = OwnListView | TrainingBoardView;

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
  /** Local day, `YYYY-MM-DD`; null where it was never done. */
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
  documents: OwnDocument[];
  courses: OwnCourse[];
}

/** How far a group of people is. */
export interface GroupProgress {
  group: StaffGroup;
  people: number;
  /** How many of them have done everything. */
  done: number;
}

/** How far everybody is; the names are for the head alone (St Andrew's 3.1). */
export interface TrainingBoardView {
  name: 'training-board';
  school: SchoolHeading;
  schoolId: string;
  /** The academic year, such as `2026-27`. */
  year: string;
  items: { title: string; kind: 'documents' | 'course'; groups: GroupProgress[] }[];
  /** Who is behind with what; null for a reader who sees figures only. */
  behind: { name: string; group: StaffGroup; missing: string[]; induction: boolean }[] | null;
  /** Pupils and parents, by class: numbers only. */
  classes: { audience: 'pupils' | 'parents'; className: string; document: string; signed: number; total: number }[];
}

/** What the co-ordinator tells everybody. */
export interface BulletinView {
  name: 'bulletin';
  school: SchoolHeading;
  bulletinId: string;
  title: string;
  text: string;
  by: string;
  at: string;
  read: boolean;
}

/** How many have read the latest bulletins. */
export interface BulletinsView {
  name: 'bulletins';
  school: SchoolHeading;
  bulletins: { bulletinId: string; title: string; at: string; groups: GroupProgress[] }[];
}

/** What is shown of reading and training. */
export type TrainingScreen = OwnListView | TrainingBoardView | BulletinView | BulletinsView;

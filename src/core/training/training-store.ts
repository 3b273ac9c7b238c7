import type { OutgoingMessage } from '../intents.ts';

/** A document in one version, as it is asked for and signed; the version is empty where it has none. */
export interface DocumentVersion {
  document: string;
  version: string;
}

/** That somebody said he has read and understood a document. */
export interface Acknowledgement extends DocumentVersion {
  personId: string;
  /** The academic year it was given in, such as `2026-27`. */
  year: string;
  at: Date;
  how: 'chat' | 'import';
  /** The tool it was recorded in, for an import. */
  source: string | null;
}

/** That somebody has done a course. */
export interface CourseRecord {
  personId: string;
  course: string;
  /** Local day, `YYYY-MM-DD`. */
  completedOn: string;
  how: 'chat' | 'import';
  source: string | null;
  /** Number of the certificate, or where it is kept. */
  certificate: string | null;
}

/** Something that is asked for in an academic year, and since which local day. */
export interface AskedItem {
  kind: 'document' | 'course';
  title: string;
  version: string;
  askedOn: string;
}

/** One person's induction; days are local. */
export interface Induction {
  personId: string;
  startedOn: string;
  /** Who began it; null where the first day on the staff list did. */
  startedBy: string | null;
  completedOn: string | null;
}

/** How many of a class have signed a document: numbers only. */
export interface ClassCount {
  audience: 'pupils' | 'parents';
  className: string;
  document: string;
  signed: number;
  total: number;
}

/** What the record holds that says how far everybody is. */
export interface TrainingState {
  /** Those of the year; of people whose induction is not complete, those of every year. */
  acknowledgements: (DocumentVersion & { personId: string })[];
  /** The last day on which each person did each course. */
  courses: { personId: string; course: string; completedOn: string }[];
  asked: AskedItem[];
  inductions: Induction[];
  /** Titles of what families sign and of which some class was counted this year. */
  counted: string[];
}

/** One line of a person's reading and learning, as the register and his certificate show it. */
export interface TrainingLine {
  personId: string;
  kind: 'document' | 'course';
  title: string;
  /** Empty where it has none. */
  version: string;
  year: string;
  /** When it was said in the chat, or the local day that was recorded. */
  at: Date | string;
  how: 'chat' | 'import';
  source: string | null;
  certificate: string | null;
}

/** The record of what people have read and learned. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export interface TrainingStore {
  /** How far everybody is in an academic year, or one person. */
  readState(schoolId: string, year: string, personId: string | null): Promise<TrainingState>;
  /** Writes down since when things are asked for; what is there already stays. */
  noteAsked(schoolId: string, year: string, items: readonly AskedItem[]): Promise<void>;
  /** Writes down inductions that began with the first day on the staff list; one that is there already stays. */
  noteStarters(schoolId: string, starters: readonly { personId: string; startedOn: string }[]): Promise<void>;
  /**
   * Begins the induction of people who are new on the staff list without a first day, in a school that was at work before a day;
   * in one that is just being set up everybody is on the list for the first time.
   */
  noteAdded(
    schoolId: string,
    personIds: readonly string[],
    given: { today: string; atWorkBefore: string },
  ): Promise<void>;
  /** Begins somebody's induction, anew where an earlier one is complete; false where one is going on. */
  beginInduction(
    schoolId: string,
    induction: { personId: string; startedOn: string },
    step: { by: string; at: Date; messages: OutgoingMessage[] },
  ): Promise<boolean>;
  /** Marks inductions as complete; those that are already stay. */
  completeInductions(schoolId: string, personIds: readonly string[], step: { on: string; at: Date }): Promise<void>;
  /** Keeps an acknowledgement; the same one a second time changes nothing. */
  acknowledge(schoolId: string, given: Omit<Acknowledgement, 'how' | 'source'>): Promise<void>;
  /** Keeps courses that were done; one that is there already stays. */
  recordCourses(schoolId: string, records: readonly CourseRecord[], step: { by: string; at: Date }): Promise<void>;
  /** Keeps what was recorded elsewhere. Returns how many of each were new. */
  importRecords(
    schoolId: string,
    given: { acknowledgements: readonly Acknowledgement[]; courses: readonly CourseRecord[] },
    at: Date,
  ): Promise<{ acknowledgements: number; courses: number }>;
  /** Keeps how many of a class have signed, once per key; a later count replaces an earlier one. */
  countClass(
    schoolId: string,
    year: string,
    count: ClassCount,
    step: { by: string; at: Date; key: string },
  ): Promise<void>;
  classCounts(schoolId: string, year: string): Promise<ClassCount[]>;
  /** Writes down that somebody was shown who has not done what. */
  noteNamesShown(schoolId: string, reader: { by: string; at: Date }): Promise<void>;
  /** Everything that was read and learned, by person and day; of one person where one is named. Audited for its reader. */
  readLines(schoolId: string, personId: string | null, reader: { by: string; at: Date }): Promise<TrainingLine[]>;
}

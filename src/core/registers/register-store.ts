import type { OutgoingMessage } from '../intents.ts';
import type { RegisterName, RegisterState, RegisterStepName } from './register-names.ts';

/** One line of a register as it stands. */
export interface RegisterLine {
  entryId: string;
  register: RegisterName;
  state: RegisterState;
  /** What was asked when it was added, by field. */
  fields: Record<string, string>;
  askedBy: string;
  askedAt: Date;
  /** The last local day it holds, `YYYY-MM-DD`. */
  endsOn: string | null;
  changedAt: Date;
}

/** What happened to a line, the first thing first. */
export interface RegisterEvent {
  event: RegisterStepName | 'add';
  by: string;
  at: Date;
  /** What was written down with it, by field. */
  fields: Record<string, string>;
}

/** A line without what it says: enough to find out what is due. */
export type DueLine = Omit<RegisterLine, 'fields' | 'askedAt'>;

/** A line that begins. */
export type NewLine = Omit<RegisterLine, 'askedAt' | 'changedAt'> & {
  /** The same key adds one line. */
  key: string;
  /** Ids of the recurring duties it fulfils, which are settled with it. */
  settles: readonly string[];
};

/** One step with a line. */
export interface RegisterChange {
  entryId: string;
  /** The same key is one step. */
  key: string;
  step: RegisterStepName;
  from: readonly RegisterState[];
  to: RegisterState;
  fields: Record<string, string>;
  /** The new last day; left out where the step does not set it. */
  endsOn?: string | null;
}

/** Who reads: his own lines, and every line of some registers. */
export interface RegisterReader {
  personId: string;
  registers: readonly RegisterName[];
}

/** How many lines of one register stand alike. */
export interface RegisterTally {
  register: RegisterName;
  state: RegisterState;
  /** Whether their last day is on or before the day that was asked about. */
  ending: boolean;
  own: boolean;
  lines: number;
}

/** The record of registers. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export interface RegisterStore {
  /** Adds a line, once per key, and answers its id: the one it got first. */
  addLine(schoolId: string, line: NewLine, at: Date, messages: OutgoingMessage[]): Promise<string>;
  /** Takes a step once per key: `changed` where the line no longer stands as the step needs it, `gone` where there is none. */
  changeLine(
    schoolId: string,
    change: RegisterChange,
    by: string,
    at: Date,
    messages: OutgoingMessage[],
  ): Promise<'taken' | 'changed' | 'gone'>;
  /** A line without the audit row of a view, for rules and messages; null alike for none and one the reader may not know of. */
  findLine(schoolId: string, entryId: string, reader: RegisterReader): Promise<RegisterLine | null>;
  /** Opens a line with all that happened to it, and audits the view. */
  openLine(
    schoolId: string,
    entryId: string,
    reader: RegisterReader,
    at: Date,
  ): Promise<{ line: RegisterLine; events: RegisterEvent[] } | null>;
  /** A page of a register, the line that changed last first; a look at other people's lines is audited. */
  listLines(
    schoolId: string,
    register: RegisterName,
    reader: RegisterReader,
    page: { before: string | null; limit: number },
    at: Date,
  ): Promise<RegisterLine[]>;
  /** How many lines stand how. `soon` is a local day. */
  tallyLines(schoolId: string, personId: string, soon: string): Promise<RegisterTally[]>;
  /** How many lines were added to a register from one instant until before another. */
  countAdded(schoolId: string, register: RegisterName, from: Date, before: Date): Promise<number>;
  /** Lines in some states, and those in others whose last day is on or before a local day. */
  dueLines(
    schoolId: string,
    waiting: readonly RegisterState[],
    holding: readonly RegisterState[],
    soon: string,
  ): Promise<DueLine[]>;
}

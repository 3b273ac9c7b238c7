import type { Viewer } from '../access.ts';
import type { OutgoingMessage } from '../intents.ts';
import type { Role } from '../school/roles.ts';
import type { CaseStep } from '../store-port.ts';
import type { CaseSummary } from './case-record.ts';
import type { CaseChange, CaseTask, CaseWork, StepTaken } from './case-work.ts';
import type { HandOffFacts } from './hand-off-facts.ts';
import type { Severity, Status } from './taxonomy.ts';

/** A task as whoever is to do it may know it: nothing of its case. */
export interface OwnTask extends HandOffFacts, Pick<CaseTask, 'taskId' | 'kind' | 'text' | 'dueAt' | 'state'> {
  /** When it happened: only for pictures of cameras, which cannot be found without it. */
  occurredAt: Date | null;
}

/** A task as messages know it: without its text. */
export interface TaskForMessage extends Pick<CaseTask, 'taskId' | 'kind' | 'ownerId' | 'dueAt' | 'state'> {
  caseId: string;
}

/** Something somebody is to be reminded of now. */
export interface DueReminder {
  schoolId: string;
  caseId: string;
  what: 'task' | 'referral' | 'case';
  id: string;
  /** The moment it was due at: whoever still finds it there does it. Null for an open case that has to be given a clock. */
  remindAt: Date | null;
}

/** What the clock of a case is set by. */
export interface CaseClockFacts {
  what: 'case';
  ownerId: string | null;
  status: Status;
  severity: Severity | null;
  acknowledgedAt: Date | null;
  reviewAt: Date | null;
  deadlineAt: Date | null;
  /** When somebody who works on it last did something. */
  lastStepAt: Date;
  /** Passed up to somebody, and not taken yet. */
  passedUp: { at: Date; byId: string; toId: string } | null;
  /** Whether a task or an answer is due some day, of which somebody is reminded by itself. */
  somethingWaits: boolean;
}

/** The functions of one school that work cases, and those that open every pupil case. */
export interface WorkingRoles {
  works: Role[];
  sees: Role[];
}

/** Who takes what others had of a case who may not, or who can no longer. */
export interface Reassignment {
  /** Whose part ends: they have left, the case is about them, or they have lost sight of it. */
  goneIds: string[];
  /** Those with a standing grant, where none of them can work a restricted case any more; else null. */
  unreadBy: string[] | null;
  toId: string;
  /** Name of who takes it, for the chronology. */
  toName: string;
}

/** What a reassignment tells, once it is known what it moved. */
export interface ReassignStep {
  at: Date;
  messagesFor(moved: { owner: boolean; reader: boolean; taskIds: string[] }): OutgoingMessage[];
}

/** What is read and written while a case is worked. As everywhere, missing and forbidden are answered alike. */
export interface WorkStore {
  /**
   * Reads what is needed for the next step.
   * @param shown whether a person will read it: then the view is audited in the same transaction
   */
  workOf(schoolId: string, caseId: string, viewer: Viewer, at: Date, shown: boolean): Promise<CaseWork | null>;
  /** Takes one step in a case: all it writes in one transaction, once per key. */
  takeStep(
    schoolId: string,
    caseId: string,
    viewer: Viewer,
    change: CaseChange,
    step: CaseStep,
  ): Promise<StepTaken | null>;
  /** Whether somebody's own form was saved before, by its key: its second delivery is answered as the first. */
  wasTaken(schoolId: string, key: string): Promise<boolean>;
  findByReference(schoolId: string, reference: string, viewer: Viewer): Promise<CaseSummary | null>;
  /** The case a thread belongs to. */
  findByThread(schoolId: string, threadKey: string, viewer: Viewer): Promise<CaseSummary | null>;

  taskForMessage(schoolId: string, taskId: string): Promise<TaskForMessage | null>;
  /** Open tasks of one person, the one due first first. */
  listTasksOf(schoolId: string, personId: string, limit: number): Promise<Omit<TaskForMessage, 'caseId'>[]>;
  /** A task of one's own, open or settled, without its text; null alike for one that is not there and another's. */
  ownTask(schoolId: string, taskId: string, personId: string): Promise<Omit<TaskForMessage, 'caseId'> | null>;
  /** Opens a task for whoever is to do it, marks it seen and writes the audit row. */
  openTask(schoolId: string, taskId: string, personId: string, at: Date): Promise<OwnTask | null>;
  /** Settles a task of one's own, once per key; false where it is not one's own, or settled already. */
  finishOwnTask(
    schoolId: string,
    taskId: string,
    personId: string,
    done: { key: string; state: 'done' | 'not-needed'; result: string },
    step: { at: Date; messagesFor: (caseId: string) => OutgoingMessage[] },
  ): Promise<boolean>;

  /**
   * Open cases in the hands of somebody who may not (any longer) know of them, or with an open task of a leaver; and restricted
   * cases, closed ones too, that nobody who works cases can read.
   * @param schools the functions of each school that is looked at
   */
  leftBehind(
    today: string,
    schools: Record<string, WorkingRoles>,
    limit: number,
  ): Promise<{ schoolId: string; caseId: string }[]>;
  /** Puts what others had of a case in other hands; false when nothing was left with them. */
  reassign(schoolId: string, caseId: string, given: Reassignment, step: ReassignStep): Promise<boolean>;

  dueReminders(now: Date, limit: number): Promise<DueReminder[]>;
  /** When what a reminder is about is due, and who has it in hand, or what a case waits for; null where nothing waits any more. */
  reminderOf(
    due: DueReminder,
  ): Promise<{ dueAt: Date; ownerId: string | null; what: 'task' | 'referral' } | CaseClockFacts | null>;
  /** Takes a reminder if nobody else took it, and sets the next one. */
  takeReminder(due: DueReminder, nextAt: Date | null, messages: OutgoingMessage[], now: Date): Promise<boolean>;
}

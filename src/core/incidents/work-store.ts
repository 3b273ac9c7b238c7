import type { Viewer } from '../access.ts';
import type { OutgoingMessage } from '../intents.ts';
import type { CaseStep } from '../store-port.ts';
import type { CaseSummary } from './case-record.ts';
import type { CaseChange, CaseTask, CaseWork, StepTaken } from './case-work.ts';
import type { HandOffFacts } from './hand-off-facts.ts';

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
  /** The moment it was due at: whoever still finds it there does it. */
  remindAt: Date;
}

/** Who takes what leavers had of a case. */
export interface Reassignment {
  leftIds: string[];
  toId: string;
  /** Name of who takes it, for the chronology. */
  toName: string;
}

/** What a reassignment tells, once it is known what it moved. */
export interface ReassignStep {
  at: Date;
  messagesFor(moved: { owner: boolean; taskIds: string[] }): OutgoingMessage[];
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

  /** Open cases that somebody who had left by this local day still has in hand, or has an open task in. */
  leftBehind(today: string, limit: number): Promise<{ schoolId: string; caseId: string }[]>;
  /** Puts what leavers had of a case in other hands; false when nothing was left with them. */
  reassign(schoolId: string, caseId: string, given: Reassignment, step: ReassignStep): Promise<boolean>;

  dueReminders(now: Date, limit: number): Promise<DueReminder[]>;
  /** When what a reminder is about is due, and who has it in hand; null where nothing waits any more. */
  reminderOf(
    due: DueReminder,
  ): Promise<{ dueAt: Date; ownerId: string | null; what: 'task' | 'referral' | 'review' | 'deadline' } | null>;
  /** Takes a reminder if nobody else took it, and sets the next one. */
  takeReminder(due: DueReminder, nextAt: Date | null, messages: OutgoingMessage[], now: Date): Promise<boolean>;
}

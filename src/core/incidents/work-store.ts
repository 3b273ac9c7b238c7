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
  findByReference(schoolId: string, reference: string, viewer: Viewer): Promise<CaseSummary | null>;
  /** The case a thread belongs to. */
  findByThread(schoolId: string, threadKey: string, viewer: Viewer): Promise<CaseSummary | null>;

  taskForMessage(schoolId: string, taskId: string): Promise<TaskForMessage | null>;
  /** Open tasks of one person, the one due first first. */
  listTasksOf(schoolId: string, personId: string, limit: number): Promise<Omit<TaskForMessage, 'caseId'>[]>;
  /** Opens a task for whoever is to do it, marks it seen and writes the audit row. */
  openTask(schoolId: string, taskId: string, personId: string, at: Date): Promise<OwnTask | null>;
  /** Settles a task of one's own, once per key; null where it is not one's own. */
  finishOwnTask(
    schoolId: string,
    taskId: string,
    personId: string,
    done: { key: string; state: 'done' | 'not-needed'; result: string },
    step: { at: Date; messagesFor: (caseId: string) => OutgoingMessage[] },
  ): Promise<boolean>;

  dueReminders(now: Date, limit: number): Promise<DueReminder[]>;
  /** When what a reminder is about is due, and who has it in hand; null where nothing waits any more. */
  reminderOf(
    due: DueReminder,
  ): Promise<{ dueAt: Date; ownerId: string | null; what: 'task' | 'referral' | 'review' | 'deadline' } | null>;
  /** Takes a reminder if nobody else took it, and sets the next one. */
  takeReminder(due: DueReminder, nextAt: Date | null, messages: OutgoingMessage[], now: Date): Promise<boolean>;
}

import type { Action } from './model.ts';

/** Says that somebody has the case in hand. */
export function acknowledgeButton(caseId: string): Action {
  return { kind: 'press', name: 'acknowledge', label: 'Acknowledge', style: 'primary', data: { case: caseId } };
}

/** Opens everything recorded about a case, for the one who pressed it. */
export function viewDetailButton(caseId: string): Action {
  return { kind: 'press', name: 'view-case', label: 'View detail', data: { case: caseId }, private: true };
}

/** Opens what can be done next in a case. */
export function workButton(caseId: string): Action {
  return { kind: 'press', name: 'work-case', label: 'Next step', data: { case: caseId }, private: true };
}

/** Takes a case over that was passed up. */
export function takeButton(caseId: string): Action {
  return { kind: 'press', name: 'take', label: 'I take it', style: 'primary', data: { case: caseId }, private: true };
}

/** Opens the form of a step in a case. */
export function stepButton(name: string, label: string, data: Record<string, string>): Action {
  return { kind: 'open', name, label, data, private: true };
}

/** Opens a task for whoever is to do it. */
export function openTaskButton(taskId: string): Action {
  return {
    kind: 'press',
    name: 'open-task',
    label: 'Open the task',
    style: 'primary',
    data: { task: taskId },
    private: true,
  };
}

/** Opens the form that says how a task was settled. */
export function finishTaskButton(taskId: string): Action {
  return { kind: 'open', name: 'finish-task', label: 'Done', data: { task: taskId }, private: true };
}

/** Turns to another page of a case. */
export function turnPageButton(caseId: string, before: string, label: string): Action {
  const data: Record<string, string> = before === '' ? { case: caseId } : { case: caseId, before };
  return { kind: 'press', name: 'view-case', label, data, private: true };
}

/** Shows a list of cases, or the next page of one. */
export function casesButton(label: string, data: Record<string, string>): Action {
  return { kind: 'press', name: 'cases', label, data, private: true };
}

/** Opens the form that looks for cases; `before` is the day to go on from. */
export function findButton(label: string, before: string | null = null): Action {
  return { kind: 'open', name: 'find', label, data: before === null ? {} : { before }, private: true };
}

/** Shows what is recorded of a pupil across cases. */
export function pupilButton(label: string, data: Record<string, string>): Action {
  return { kind: 'press', name: 'pupil', label, data, private: true };
}

/** Opens the form for a note on a case. */
export function addNoteButton(caseId: string): Action {
  return { kind: 'open', name: 'note', label: 'Add note', data: { case: caseId }, private: true };
}

/** Opens the report form. */
export const reportButton: Action = {
  kind: 'open',
  name: 'report',
  label: 'Report a concern',
  style: 'primary',
  data: {},
  private: true,
};

/** Opens the short form for something seen on a screen. */
export const quickReportButton: Action = {
  kind: 'open',
  name: 'quick-report',
  label: 'Something seen on a screen',
  data: {},
  private: true,
};

/** Shows a person's own receipts. */
export const myReportsButton: Action = {
  kind: 'press',
  name: 'my-reports',
  label: 'My reports',
  data: {},
  private: true,
};

/** Opens the form by which a reporter says more about his own report, or takes it back. */
export function addToReportButton(reportId: string): Action {
  return { kind: 'open', name: 'add-to-report', label: 'Add to it', data: { report: reportId }, private: true };
}

/** Opens the form for a question to the e-safety co-ordinator, which is no report. */
export const askButton: Action = { kind: 'open', name: 'ask', label: 'Ask a question', data: {}, private: true };

/** Shows whom to ring. */
export const contactsButton: Action = {
  kind: 'press',
  name: 'contacts',
  label: 'Whom to ring',
  data: {},
  private: true,
};

/** Shows the registers of a school. */
export const registersButton: Action = {
  kind: 'press',
  name: 'registers',
  label: 'All registers',
  data: {},
  private: true,
};

/** Shows what a person can do here. */
export const helpButton: Action = { kind: 'press', name: 'help', label: 'Help', data: {}, private: true };

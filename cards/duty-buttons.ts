import type { Action } from './model.ts';

/** Shows what is due. */
export const dueButton: Action = { kind: 'press', name: 'due', label: 'What is due', data: {}, private: true };

/** Opens a recurring duty. */
export const openDutyButton = (dutyId: string): Action => ({
  kind: 'press',
  name: 'open-duty',
  label: 'Open',
  data: { duty: dutyId },
  private: true,
});

/** Opens the form by which a recurring duty is signed. */
export const finishDutyButton = (dutyId: string, label: string): Action => ({
  kind: 'open',
  name: 'finish-duty',
  label,
  style: 'primary',
  data: { duty: dutyId },
  private: true,
});

/** Shows where the evidence of what was done this year is kept. */
export const evidenceButton = (schoolId: string): Action => ({
  kind: 'press',
  name: 'due',
  label: 'List of evidence',
  data: { filter: 'evidence', school: schoolId },
  private: true,
});

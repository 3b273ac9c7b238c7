import type { WriteDeskForm } from './desk-form-words.ts';

type DutyForm = 'finish-duty';

/** The words of the forms of recurring duties. */
export const writeDutyForms: Record<DutyForm, WriteDeskForm> = {
  'finish-duty': () => ({ title: 'finish-duty', parts: [] }),
};

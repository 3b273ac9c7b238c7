import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { showHelp } from '../help.ts';

type DutyForm = 'finish-duty';

const pending: DeskFormRule = {
  open: async (_desk, identity) => showHelp(identity, false),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** The forms of recurring duties. */
export const dutyForms: Record<DutyForm, DeskFormRule> = {
  'finish-duty': pending,
};

import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { showHelp } from '../help.ts';

type FilterForm = 'filter-check';

const pending: DeskFormRule = {
  open: async (_desk, identity) => showHelp(identity, false),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** The forms of what the web filter reports. */
export const filterForms: Record<FilterForm, DeskFormRule> = {
  'filter-check': pending,
};

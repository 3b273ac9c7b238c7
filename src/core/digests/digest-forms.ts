import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { showHelp } from '../help.ts';

type DigestForm = 'approve-digest';

const pending: DeskFormRule = {
  open: async (_desk, identity) => showHelp(identity, false),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** The forms of governors’ digests. */
export const digestForms: Record<DigestForm, DeskFormRule> = {
  'approve-digest': pending,
};

import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { show } from '../replies.ts';

/** More to say about one’s own report. */
export const addToReport: DeskFormRule = {
  open: async () => show({ name: 'notice', notice: 'not-now' }),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};
/** Takes one’s own report back, as a note. */
export const withdrawReport: DeskFormRule = {
  open: async () => show({ name: 'notice', notice: 'not-now' }),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { show } from '../replies.ts';

/** Takes the incident log out. */
export const exportLog: DeskFormRule = {
  open: async () => show({ name: 'notice', notice: 'not-now' }),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { show } from '../replies.ts';

/** Says who is on duty. */
export const rota: DeskFormRule = {
  open: async () => show({ name: 'notice', notice: 'not-now' }),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { show } from '../replies.ts';

/** Says who is away. */
export const cover: DeskFormRule = {
  open: async () => show({ name: 'notice', notice: 'not-now' }),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

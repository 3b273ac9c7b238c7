import type { Desk } from './desk.ts';
import { formNotServed } from './desk-form.ts';
import type { DeskFormRule } from './desk-forms.ts';
import type { Identity } from './identify.ts';
import { type Reply, show } from './replies.ts';

/** Asks the e-safety co-ordinator. */
export const ask: DeskFormRule = {
  open: async () => show({ name: 'notice', notice: 'not-now' }),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** Opens a question for the co-ordinator. */
export async function openQuestion(
  _desk: Desk,
  _identity: Identity,
  _event: { data: Record<string, string> },
): Promise<Reply> {
  return show({ name: 'notice', notice: 'question-gone' });
}

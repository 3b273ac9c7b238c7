import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { showHelp } from '../help.ts';

type PolicyForm = 'policy-draft' | 'policy-decide';

const pending: DeskFormRule = {
  open: async (_desk, identity) => showHelp(identity, false),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** The forms of policies as they are worked on in the chat. */
export const policyForms: Record<PolicyForm, DeskFormRule> = {
  'policy-draft': pending,
  'policy-decide': pending,
};

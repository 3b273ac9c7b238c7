import type { DeskFormRule } from '../desk-forms.ts';
import { policyDecide } from './policy-decide.ts';
import { policyDraft } from './policy-draft.ts';

type PolicyForm = 'policy-draft' | 'policy-decide';

/** The forms of policies as they are worked on in the chat. */
export const policyForms: Record<PolicyForm, DeskFormRule> = {
  'policy-draft': policyDraft,
  'policy-decide': policyDecide,
};

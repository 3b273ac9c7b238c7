import type { WriteDeskForm } from './desk-form-words.ts';

type PolicyForm = 'policy-draft' | 'policy-decide';

/** The words of the forms of policies as they are worked on in the chat. */
export const writePolicyForms: Record<PolicyForm, WriteDeskForm> = {
  'policy-draft': () => ({ title: 'policy-draft', parts: [] }),
  'policy-decide': () => ({ title: 'policy-decide', parts: [] }),
};

import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { showHelp } from '../help.ts';

type RegisterForm = 'register-entry' | 'register-step';

const pending: DeskFormRule = {
  open: async (_desk, identity) => showHelp(identity, false),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** The forms of registers. */
export const registerForms: Record<RegisterForm, DeskFormRule> = {
  'register-entry': pending,
  'register-step': pending,
};

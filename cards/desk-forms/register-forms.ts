import type { WriteDeskForm } from './desk-form-words.ts';

type RegisterForm = 'register-entry' | 'register-step';

/** The words of the forms of registers. */
export const writeRegisterForms: Record<RegisterForm, WriteDeskForm> = {
  'register-entry': () => ({ title: 'register-entry', parts: [] }),
  'register-step': () => ({ title: 'register-step', parts: [] }),
};

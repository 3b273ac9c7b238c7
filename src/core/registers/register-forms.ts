import type { DeskFormRule } from '../desk-forms.ts';
import { addLine } from './add-line.ts';
import { changeLine } from './change-line.ts';

type RegisterForm = 'register-entry' | 'register-step';

/** The forms of registers. */
export const registerForms: Record<RegisterForm, DeskFormRule> = {
  'register-entry': addLine,
  'register-step': changeLine,
};

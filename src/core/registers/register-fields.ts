import type { RegisterField, RegisterStep } from './register-rule.ts';

/** What it is wanted for. */
export const WHY: RegisterField = { id: 'purpose', kind: 'longText', required: true };
/** A word on a step, where there is one to say. */
export const NOTE: RegisterField = { id: 'note', kind: 'longText' };

/** Says no, and why. */
export const REFUSE = {
  name: 'refuse',
  to: 'refused',
  fields: [{ id: 'note', kind: 'longText', required: true }],
} as const satisfies Partial<RegisterStep>;

/** Whoever asked does so no longer. */
export const WITHDRAW: RegisterStep = {
  name: 'withdraw',
  from: ['asked'],
  to: 'withdrawn',
  by: ['asker'],
  fields: [NOTE],
};

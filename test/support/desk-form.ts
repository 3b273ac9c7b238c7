import type { DeskFormView } from '../../src/core/form-views.ts';

/** The form for a note, as the tests of the adapters show it. */
export function noteForm(changes: Partial<DeskFormView> = {}): DeskFormView {
  return {
    name: 'desk-form',
    form: 'note',
    data: { case: 'c1' },
    reference: 'ES-2026-0001',
    formKey: 'k',
    values: {},
    errors: {},
    problem: null,
    contacts: { duty: null, childrensSocialCare: null, outOfHours: null },
    choices: {},
    about: {},
    ...changes,
  };
}

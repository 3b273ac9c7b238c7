import type { NoteFormView } from '../src/core/views.ts';
import { startWith999 } from './emergency-blocks.ts';
import { fillField } from './fields.ts';
import { describeProblem, repeatProblem } from './form-problem.ts';
import type { Field, Form } from './model.ts';

const noteField: Field = {
  kind: 'longText',
  id: 'note',
  label: 'Your note',
  hint: 'What was done or decided, by whom, and why. It cannot be changed afterwards; a later note can correct it.',
  required: true,
  maxLength: 10_000,
};

/** The form for a note on a case. */
export function describeNoteForm(view: NoteFormView): Form {
  const field = fillField(noteField, view);
  return {
    kind: 'form',
    name: view.name,
    title: `Add a note to ${view.reference}`,
    summary: `Add a note to ${view.reference}`,
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for this form.'),
      ...describeProblem({
        problem: view.problem,
        errors: view.errors,
        contacts: view.contacts,
        fields: [field],
        doneWord: 'Saved',
      }),
    ],
    parts: [{ fields: [field] }],
    ...repeatProblem(view.problem),
    submitLabel: 'Send',
    data: { key: view.formKey, case: view.caseId, reference: view.reference },
  };
}

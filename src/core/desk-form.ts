import type { Desk } from './desk.ts';
import type { DeskFormName, InboundEvent, StepName } from './events.ts';
import type { DeskFormView, FormProblem } from './form-views.ts';
import { type Reply, replace } from './replies.ts';
import { sharedContacts } from './schools.ts';

type Submit = Extract<InboundEvent, { kind: 'submit' }>;

/** What a form is shown with; all that is left out is empty. */
export type DeskFormState = Pick<DeskFormView, 'form' | 'formKey' | 'contacts'> &
  Partial<Pick<DeskFormView, 'data' | 'reference' | 'values' | 'errors' | 'problem' | 'choices' | 'about'>>;

/** A form of the desk as it is to be shown. */
export function deskForm(state: DeskFormState): DeskFormView {
  return {
    name: 'desk-form',
    data: {},
    reference: null,
    values: {},
    errors: {},
    problem: null,
    choices: {},
    about: {},
    ...state,
  };
}

/** The form again after a failure, with everything typed still in it. Needs no database. */
export function formNotSaved(desk: Desk, event: Submit): Reply {
  return replace(formAgain(desk, event, 'not-saved'));
}

/** The form again for somebody whom it does not serve; the same whatever it was about. */
export function formNotServed(desk: Desk, event: Submit): Reply {
  return replace(formAgain(desk, event, 'not-served'));
}

function formAgain(desk: Desk, event: Submit, problem: FormProblem): DeskFormView {
  const { key = '', variant: _, ...data } = event.data;
  // What was sent is not repeated where the case may not be known of: the answer is the same for every case and none.
  const known = problem !== 'not-served';
  return deskForm({
    form: event.form as StepName | DeskFormName,
    formKey: key,
    contacts: sharedContacts(desk.schools.inWorkspace(event.origin)),
    data: known ? data : {},
    values: event.values,
    problem,
  });
}

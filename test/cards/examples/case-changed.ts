import type { DeskFormView } from '../../../src/core/form-views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, UNRULY_TEXT } from './ingredients.ts';

const change = (number: number, entry: string) => ({ actor: `Invented Colleague ${number}`, entry });

function makeForm(form: DeskFormView['form'], changes: Partial<DeskFormView>): DeskFormView {
  return {
    name: 'desk-form',
    form,
    data: { case: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001', n: '123456' },
    reference: 'ES-2026-0014',
    formKey: '5b1f0c77a2d94e6f8a3c1d2e4f506172',
    values: {},
    errors: {},
    problem: null,
    contacts: allContacts,
    choices: {},
    about: {},
    ...changes,
  };
}

/** Forms of a case that others worked meanwhile, and the close form of one of no known kind. */
export function caseChangedExamples(): ExampleView[] {
  const values = { severity: 'concern', category: 'conduct', type: 'hate', reason: UNRULY_TEXT };
  const person = { value: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f2001', label: 'Invented Colleague 1, Headteacher' };
  const many = [
    ...Array.from({ length: 9 }, (_, at) => change(at, 'note')),
    change(9, 'reporter-added'),
    change(10, 'assessed'),
  ];
  return [
    {
      name: 'assess-case-changed',
      view: makeForm('assess', { values, problem: 'check-fields', about: { changes: [change(1, 'assessed')] } }),
    },
    {
      name: 'escalate-case-changed',
      view: makeForm('escalate', {
        values: { person: person.value, reason: UNRULY_TEXT },
        choices: { person: [person] },
        problem: 'check-fields',
        about: { changes: many },
      }),
    },
    {
      name: 'close-kind-unknown',
      view: makeForm('close', {
        about: { restricted: false, type: null, blockers: [], asks: ['type', 'notReferred'] },
      }),
    },
    {
      name: 'check-told-by-hand',
      view: makeForm('check', {
        data: { case: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001', step: '5f2a9c01b7e40004' },
        values: { state: 'done', day: '2026-11-20' },
        about: { step: { text: 'Tell the ICT lead and the head', kind: 'told' }, asks: ['told'] },
      }),
    },
  ];
}

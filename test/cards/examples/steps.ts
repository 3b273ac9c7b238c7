import { describeDeskForm } from '../../../cards/desk-form.ts';
import type { Field } from '../../../cards/model.ts';
import type { StepName } from '../../../src/core/events.ts';
import type { Choice, CloseBlocker, DeskFormView } from '../../../src/core/form-views.ts';
import type { Agency } from '../../../src/core/incidents/taxonomy.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, LONGEST_TEXT, noContacts, UNRULY_TEXT } from './ingredients.ts';

const caseId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001';
const taskId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0501';
const formKey = '5b1f0c77a2d94e6f8a3c1d2e4f506172';

const person = (number: number): Choice => ({
  value: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f2${String(number).padStart(3, '0')}`,
  label: `Invented Colleague ${number}, ${number % 3 === 0 ? 'Teaching assistant' : 'Teacher'}`,
});
const people = (count: number): Choice[] => Array.from({ length: count }, (_, index) => person(index + 1));

/** What a form is opened with, where it is more than the case. */
interface Opened {
  data?: Record<string, string>;
  about?: DeskFormView['about'];
  values?: Record<string, string>;
  /** The field in which a person is chosen. */
  person?: string;
}

/** Every step; a missing one does not compile. */
const STEPS: Record<StepName, Opened> = {
  note: {},
  assess: { about: { restricted: false }, values: { category: 'conduct', place: 'both' } },
  assign: { person: 'owner' },
  task: { person: 'owner', values: { kind: 'office', due: '2026-11-24' } },
  'finish-task': { data: { task: taskId }, values: { state: 'done' } },
  check: {
    data: { case: caseId, step: '5f2a9c01b7e40005' },
    about: { step: { text: 'Tell the parents or carers, unless it puts a child at risk.', kind: 'parents' } },
    values: { state: 'done', day: '2026-11-20' },
  },
  refer: { about: { restricted: false } },
  answer: {
    data: { case: caseId, referral: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0701' },
    about: { agency: 'childrens_social_care' },
  },
  link: { values: { kind: 'linked' } },
  people: { person: 'person' },
  escalate: { person: 'person' },
  monitor: {},
  close: {
    about: { restricted: false, type: 'cyberbullying', blockers: [], asks: ['notReferred'] },
    values: { place: 'both' },
  },
  reopen: {},
  export: { values: { kind: 'case-file' } },
};

function open(form: StepName | 'export-log', opened: Opened, changes: Partial<DeskFormView> = {}): DeskFormView {
  const { data = { case: caseId }, about = {}, values = {} } = opened;
  return {
    name: 'desk-form',
    form,
    data: form === 'export-log' ? {} : data,
    reference: form === 'export-log' ? null : 'ES-2026-0014',
    formKey,
    values,
    errors: {},
    problem: null,
    contacts: allContacts,
    choices: opened.person ? { [opened.person]: people(12) } : {},
    about,
    ...changes,
  };
}

const fieldsOf = (view: DeskFormView): Field[] => describeDeskForm(view).parts.flatMap(({ fields }) => fields);

/** Something in every field: the last choice, and a text of people's own. */
function fillIn(view: DeskFormView, text = UNRULY_TEXT): Record<string, string> {
  const value = (field: Field): string => {
    switch (field.kind) {
      case 'choice':
      case 'person':
        return field.options.at(-1)?.value ?? '';
      case 'date':
        return '2026-11-24';
      case 'time':
        return '12:40';
      case 'text':
        return 'Invented words';
      default:
        return text.slice(0, field.maxLength);
    }
  };
  return Object.fromEntries(fieldsOf(view).map((field) => [field.id, value(field)]));
}

/** As the program shows a form whose sending failed: nothing is known but what the form carried. */
function notSaved(view: DeskFormView, values: Record<string, string>): DeskFormView {
  return { ...view, values, reference: null, choices: {}, about: {}, problem: 'not-saved' };
}

function refused(view: DeskFormView): DeskFormView {
  const required = fieldsOf(view).filter((field) => field.required);
  const errors = Object.fromEntries(required.map(({ id }) => [id, 'Please fill this in.']));
  return { ...view, errors, problem: 'check-fields', contacts: noContacts };
}

function threeOf(name: string, view: DeskFormView): ExampleView[] {
  return [
    { name: `${name}-empty`, view },
    { name: `${name}-check-fields`, view: refused(view) },
    { name: `${name}-not-saved`, view: notSaved(view, fillIn(view)) },
  ];
}

const blockers: CloseBlocker[] = [
  { what: 'step', step: 'Tell the parents or carers, unless it puts a child at risk.' },
  { what: 'tasks', count: 2 },
  { what: 'referrals', count: 1 },
];

/** The close form in all its states. */
function closeExamples(): ExampleView[] {
  const view = open('close', STEPS.close);
  const gate = 'It cannot be closed yet. There is still: 2 open tasks. Settle each, or say there why it is not needed.';
  const blocked = { ...view, about: { ...view.about, blockers } };
  const most = Array.from({ length: 40 }, (_, at): CloseBlocker => ({ what: 'step', step: `${at}: ${UNRULY_TEXT}` }));
  return [
    { name: 'close-blocked', view: blocked },
    {
      name: 'close-gate',
      view: { ...blocked, values: fillIn(view, 'It was settled.'), errors: { gate }, problem: 'check-fields' },
    },
    {
      name: 'close-gate-and-fields',
      view: {
        ...blocked,
        about: { ...view.about, blockers: most },
        errors: { gate, outcome: 'Please choose how it ended.' },
        problem: 'check-fields',
      },
    },
    {
      name: 'close-restricted',
      view: { ...view, reference: 'ES-R-7K3Q', about: { restricted: true, type: 'staff_allegation', asks: [] } },
    },
    { name: 'close-not-now', view: { ...view, values: fillIn(view), problem: 'not-now' } },
    { name: 'close-text-not-stored', view: { ...view, problem: 'text-not-stored' } },
  ];
}

/** A referral to one agency, once that was chosen. */
function referralExamples(agency: Agency): ExampleView[] {
  const view = open('refer', {
    data: { case: caseId, agency },
    about: { agency },
    values: { day: '2026-11-20', responseDue: '2026-11-23' },
  });
  return threeOf(`refer-${agency}`, view);
}

/** Every step's form: untouched, refused, not saved, and where the list of people is long. */
export function stepExamples(): ExampleView[] {
  const names = Object.keys(STEPS) as StepName[];
  const withPeople = names.filter((name) => STEPS[name].person);
  return [
    ...names.flatMap((name) => threeOf(`step-${name}`, open(name, STEPS[name]))),
    ...threeOf('export-log', open('export-log', {})),
    ...withPeople.map((name) => {
      const field = STEPS[name].person ?? '';
      return {
        name: `step-${name}-many-people`,
        view: open(name, STEPS[name], { choices: { [field]: people(250) } }),
      };
    }),
    {
      name: 'step-assign-typed-name-refused',
      view: open('assign', STEPS.assign, {
        choices: { owner: people(250) },
        values: { owner: 'Invented Coleague 4', reason: 'Knows the family.' },
        errors: { owner: 'Please choose the person.' },
        problem: 'check-fields',
      }),
    },
    {
      name: 'step-note-not-saved-longest',
      view: notSaved(open('note', {}), { note: LONGEST_TEXT }),
    },
    {
      name: 'step-note-not-served',
      view: { ...notSaved(open('note', {}), { note: UNRULY_TEXT }), problem: 'not-served' },
    },
    {
      name: 'step-assess-restricted',
      view: open('assess', { about: { restricted: true }, values: { category: 'contact', type: 'staff_low_level' } }),
    },
    ...closeExamples(),
    ...(['childrens_social_care', 'lado', 'next_school'] as const).flatMap(referralExamples),
  ];
}

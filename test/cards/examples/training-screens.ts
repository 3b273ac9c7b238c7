import type { Choice, DeskFormView } from '../../../src/core/form-views.ts';
import type { OwnListView, TrainingBoardView } from '../../../src/core/training-views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool, noContacts } from './ingredients.ts';

const formKey = '5b1f0c77a2d94e6f8a3c1d2e4f506172';
const documentId = (number: number): string => `9c1f0c77a2d94e6f8a3c1d2e4f50${String(number).padStart(4, '0')}`;

const document = (number: number, title: string, done: boolean, version: string | null = '2026') => ({
  documentId: documentId(number),
  document: title,
  version,
  url: version === null ? null : `https://puddlebrook.example/policies/${number}`,
  done,
});

const pack: OwnListView = {
  name: 'own-list',
  school: demoSchool,
  schoolId: 'puddlebrook',
  induction: true,
  why: 'start',
  documents: [
    document(1, 'Code of conduct', false),
    document(2, 'Acceptable use of IT', false, '3.1'),
    document(3, 'Child protection policy', false),
    document(4, 'Behaviour policy', false, null),
  ],
  courses: [{ course: 'Online safety for new staff', dueOn: '2026-11-30', state: 'due' }],
  families: [],
  others: [],
  mayOpenBoard: false,
};
const half: OwnListView = {
  ...pack,
  why: 'nudge',
  documents: pack.documents.map((each, index) => ({ ...each, done: index > 1 })),
};
const settled: OwnListView = {
  ...pack,
  school: liveSchool,
  induction: false,
  why: 'asked',
  documents: pack.documents.map((each) => ({ ...each, done: true })),
  courses: [
    { course: 'Online safety update', dueOn: '2027-09-14', state: 'done' },
    { course: 'Prevent', dueOn: null, state: 'done' },
  ],
};

const board: TrainingBoardView = {
  name: 'training-board',
  school: demoSchool,
  schoolId: 'puddlebrook',
  weekly: false,
  year: '2026-27',
  items: [
    {
      title: 'Code of conduct',
      kind: 'document',
      groups: [
        { group: 'teachers', people: 12, done: 11 },
        { group: 'support', people: 6, done: 3 },
        { group: 'governors', people: 7, done: 7 },
      ],
    },
    { title: 'Online safety update', kind: 'course', groups: [{ group: 'teachers', people: 12, done: 0 }] },
  ],
  behind: [
    {
      name: 'Dilys Featherstonehaugh',
      group: 'teachers',
      missing: ['Online safety update'],
      induction: false,
      late: true,
    },
    {
      name: 'Tobias Marmaduke',
      group: 'support',
      missing: ['Code of conduct', 'Acceptable use of IT'],
      induction: true,
      late: false,
    },
  ],
  classes: [
    { audience: 'parents', className: '3 Oak', document: 'Rules for responsible use', signed: 24, total: 28 },
    { audience: 'pupils', className: '3 Oak', document: 'Rules for responsible use', signed: 28, total: 28 },
  ],
  may: ['record-training', 'induct', 'class-count', 'training-file', 'certificate'],
};
const everyGroup = ['teachers', 'support', 'lunch', 'site', 'office', 'governors', 'volunteers', 'trustees'] as const;

const people: Choice[] = Array.from({ length: 40 }, (_, index) => ({
  value: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f8${String(index).padStart(3, '0')}`,
  label: `Invented Colleague ${index + 1}, Teacher`,
}));
const schools: Choice[] = [
  { value: 'puddlebrook', label: 'Puddlebrook Primary School' },
  { value: 'trwyn-coch', label: 'Ysgol Trwyn Coch Academy' },
];
const courses: Choice[] = [
  { value: documentId(31), label: 'Online safety update' },
  { value: documentId(32), label: 'Online safety for new staff' },
];

const form: DeskFormView = {
  name: 'desk-form',
  form: 'acknowledge-document',
  data: { document: documentId(2) },
  reference: null,
  formKey,
  values: {},
  errors: {},
  problem: null,
  contacts: allContacts,
  choices: {},
  about: {
    reading: {
      document: 'Acceptable use of IT',
      version: '3.1',
      url: 'https://puddlebrook.example/policies/2',
      monitoringClause: 'What is sent and received on the school’s network can be monitored and traced to the person.',
    },
  },
};
const induct: DeskFormView = { ...form, form: 'induct', data: {}, choices: { school: [], person: people }, about: {} };
const record: DeskFormView = {
  ...induct,
  form: 'record-training',
  values: { day: '2026-11-10' },
  choices: { school: [], course: courses, person: people },
};
const count: DeskFormView = {
  ...induct,
  form: 'class-count',
  choices: {
    school: [],
    document: [{ value: documentId(41), label: 'Rules for responsible use' }],
    class: [
      { value: '3 Oak', label: '3 Oak' },
      { value: '3 Elm', label: '3 Elm' },
    ],
  },
};
const errorsOf = (errors: Record<string, string>) => ({ errors, problem: 'check-fields' as const });

/** Invented views of what people read and learn. */
export function trainingExamples(): ExampleView[] {
  return [
    { name: 'own-list-starter', view: pack },
    { name: 'own-list-half', view: half },
    { name: 'own-list-all-done', view: settled },
    {
      name: 'own-list-new-version',
      view: { ...half, school: liveSchool, induction: false, why: 'new-version', courses: [] },
    },
    {
      name: 'own-list-yearly',
      view: {
        ...pack,
        induction: false,
        why: 'yearly',
        documents: Array.from({ length: 14 }, (_, index) =>
          document(index, `Policy ${index + 1} of the school`, false),
        ),
        courses: [{ course: 'Online safety update', dueOn: '2026-09-30', state: 'overdue' }],
        families: ['Rules for responsible use'],
        others: [{ schoolId: 'trwyn-coch', name: 'Ysgol Trwyn Coch Academy' }],
        mayOpenBoard: true,
      },
    },
    { name: 'own-list-nothing-asked', view: { ...settled, documents: [], courses: [] } },
    { name: 'training-board-head', view: board },
    {
      name: 'training-board-figures',
      view: { ...board, school: liveSchool, behind: null, classes: [], may: ['record-training', 'induct'] },
    },
    { name: 'training-board-weekly', view: { ...board, weekly: true } },
    { name: 'training-board-nothing', view: { ...board, items: [], behind: [], classes: [], may: [] } },
    {
      name: 'training-board-most',
      view: {
        ...board,
        items: Array.from({ length: 10 }, (_, index) => ({
          title: `Policy ${index + 1} of the school`,
          kind: 'document' as const,
          groups: everyGroup.map((group) => ({ group, people: 12, done: index })),
        })),
        behind: Array.from({ length: 45 }, (_, index) => ({
          name: `Invented Colleague ${index + 1}`,
          group: everyGroup[index % 8] ?? 'teachers',
          missing: Array.from({ length: 8 }, (__, title) => `Policy ${title + 1} of the school`),
          induction: false,
          late: true,
        })),
      },
    },
    { name: 'acknowledge-document-form', view: form },
    {
      name: 'acknowledge-document-form-check-fields',
      view: {
        ...form,
        about: { reading: { document: 'Behaviour policy', version: null, url: null, monitoringClause: null } },
        ...errorsOf({ understood: 'Please choose it once you have read the document.' }),
      },
    },
    { name: 'acknowledge-document-form-not-saved', view: { ...form, about: {}, problem: 'not-saved' } },
    { name: 'induct-form', view: induct },
    {
      name: 'induct-form-check-fields',
      view: {
        ...induct,
        contacts: noContacts,
        choices: { ...induct.choices, school: schools },
        ...errorsOf({ person: 'Please choose somebody from the list.' }),
      },
    },
    { name: 'certificate-form', view: { ...induct, form: 'certificate' } },
    {
      name: 'certificate-form-check-fields',
      view: {
        ...induct,
        form: 'certificate',
        choices: { ...induct.choices, school: schools },
        ...errorsOf({ school: 'Please choose the school.' }),
      },
    },
    { name: 'record-training-form', view: record },
    {
      name: 'record-training-form-check-fields',
      view: {
        ...record,
        choices: { ...record.choices, school: schools },
        values: { day: '2027-01-01', person: 'Somebody Else' },
        ...errorsOf({
          course: 'Please choose one of this school’s courses.',
          day: 'This date is in the future. Please check it.',
          person: 'This name is not on this school’s list. Please check it.',
        }),
      },
    },
    { name: 'class-count-form', view: count },
    {
      name: 'class-count-form-check-fields',
      view: {
        ...count,
        choices: { ...count.choices, school: schools, class: [] },
        values: { signed: '31', total: '28', class: '3 Oak' },
        ...errorsOf({ signed: 'This is more than there are in the class. Please check it.' }),
      },
    },
  ];
}

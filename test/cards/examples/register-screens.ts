import type { DeskFormView } from '../../../src/core/form-views.ts';
import type { RegisterEntryView, RegistersDueView, RegisterView } from '../../../src/core/register-views.ts';
import { REGISTER_NAMES } from '../../../src/core/registers/register-names.ts';
import type { ExampleView } from '../example-views.ts';
import {
  allContacts,
  demoSchool,
  LONGEST_TEXT,
  liveSchool,
  noContacts,
  PUPIL,
  UNRULY_TEXT,
  URL_OF_CONCERN,
} from './ingredients.ts';

const idOf = (number: number): string => `5c1d7e90-2b34-4c56-8d78-${String(number).padStart(12, '0')}`;
const SCHOOL = 'puddlebrook';

/** Invented views of registers. */
export function registerExamples(): ExampleView[] {
  return [
    ...overviews(),
    { name: 'register-technology', view: technology },
    { name: 'register-unblock', view: unblocks },
    { name: 'register-none', view: { ...unblocks, lines: [], next: null, mayAdd: false } },
    ...entries(),
    { name: 'registers-due', view: dueView },
    { name: 'registers-due-many', view: { ...dueView, school: liveSchool, lines: many, more: 14 } },
    ...forms(),
  ];
}

function overviews(): ExampleView[] {
  const all = REGISTER_NAMES.map((register, index) => ({
    register,
    lines: index * 3,
    waiting: index,
    ending: 1,
    mayAdd: true,
  }));
  const few = [
    { register: 'technology' as const, lines: 0, waiting: 0, ending: 0, mayAdd: true },
    { register: 'unblock' as const, lines: 1, waiting: 1, ending: 0, mayAdd: true },
  ];
  return [
    {
      name: 'registers',
      view: { name: 'registers', schools: [{ school: demoSchool, schoolId: SCHOOL, registers: all }] },
    },
    {
      name: 'registers-two-schools',
      view: {
        name: 'registers',
        schools: [
          { school: demoSchool, schoolId: SCHOOL, registers: few },
          { school: liveSchool, schoolId: 'trwyn-coch', registers: all },
        ],
      },
    },
  ];
}

const technology: RegisterView = {
  name: 'register',
  school: demoSchool,
  schoolId: SCHOOL,
  register: 'technology',
  lines: [
    {
      entryId: idOf(1),
      title: 'Quiz app for year 4',
      state: 'assessed',
      askedAt: '2026-11-02T09:00:00.000Z',
      endsOn: null,
    },
    { entryId: idOf(2), title: UNRULY_TEXT, state: 'live', askedAt: '2026-10-02T09:00:00.000Z', endsOn: null },
  ],
  next: null,
  mayAdd: true,
  own: { riskAssessment: 'RA-2026-07', dpia: null, officer: null, signedOn: null, state: 'demo' },
};

const unblocks: RegisterView = {
  ...technology,
  school: liveSchool,
  register: 'unblock',
  lines: Array.from({ length: 12 }, (_, index) => ({
    entryId: idOf(index),
    title: index === 0 ? LONGEST_TEXT.slice(0, 2_000) : `Assembly number ${index}`,
    state: index === 0 ? 'asked' : 'approved',
    askedAt: '2026-11-02T09:00:00.000Z',
    endsOn: index === 0 ? null : '2026-12-04',
  })),
  next: idOf(11),
  own: null,
};

const asked: RegisterEntryView = {
  name: 'register-entry',
  school: demoSchool,
  entryId: idOf(1),
  register: 'unblock',
  state: 'asked',
  endsOn: '2026-12-04',
  askedBy: 'Tobias Marmaduke',
  askedAt: '2026-11-02T09:00:00.000Z',
  why: 'decide',
  opened: null,
  saved: false,
};

function entries(): ExampleView[] {
  const by = 'Barnaby Quillfeather';
  return [
    { name: 'register-entry-decide', view: asked },
    { name: 'register-entry-decided', view: { ...asked, school: liveSchool, state: 'approved', why: 'decided' } },
    {
      name: 'register-entry-unblock',
      view: {
        ...asked,
        why: null,
        opened: {
          fields: { address: URL_OF_CONCERN, purpose: 'Assembly on rumours', until: '2026-12-11' },
          events: [],
          steps: ['approve', 'refuse'],
        },
      },
    },
    {
      name: 'register-entry-picture',
      view: {
        ...asked,
        school: liveSchool,
        register: 'image-permission',
        state: 'approved',
        why: null,
        saved: true,
        opened: {
          fields: { place: 'School website', purpose: UNRULY_TEXT, child: PUPIL, until: '2026-12-04' },
          events: [
            {
              event: 'approve',
              by,
              at: '2026-11-09T10:00:00.000Z',
              fields: { answeredOn: '2026-11-08', note: 'By letter' },
            },
          ],
          steps: ['end'],
        },
      },
    },
    {
      name: 'register-entry-check',
      view: {
        ...asked,
        register: 'filter-check',
        state: 'logged',
        endsOn: null,
        why: null,
        opened: {
          fields: {
            checkedOn: '2026-11-10',
            device: 'Laptop 14 in the library',
            account: 'Test account for year 6',
            tried: LONGEST_TEXT.slice(0, 2_000),
            result: 'not-blocked',
            action: 'Asked the provider to block it',
          },
          events: [],
          steps: [],
        },
      },
    },
  ];
}

const dueView: RegistersDueView = {
  name: 'registers-due',
  school: demoSchool,
  lines: [
    { entryId: idOf(1), register: 'unblock', why: 'ended', askedBy: 'Tobias Marmaduke', endsOn: '2026-11-06' },
    {
      entryId: idOf(2),
      register: 'equipment-loan',
      why: 'ends',
      askedBy: 'Dilys Featherstonehaugh',
      endsOn: '2026-11-13',
    },
    { entryId: idOf(3), register: 'technology', why: 'waits', askedBy: 'Tobias Marmaduke', endsOn: null },
  ],
  more: 0,
};

const many: RegistersDueView['lines'] = Array.from({ length: 10 }, (_, index) => ({
  entryId: idOf(index),
  register: index % 2 === 0 ? 'unblock' : 'image-permission',
  why: index % 3 === 0 ? 'ends' : 'ended',
  askedBy: 'Zsófia Ó Maolagáin-Æthelwine',
  endsOn: '2026-11-13',
}));

const form: DeskFormView = {
  name: 'desk-form',
  form: 'register-entry',
  data: { register: 'unblock' },
  reference: null,
  formKey: '7f0c2a91d4e84c31b6a5f0e9d8c7b6a5',
  values: {},
  errors: {},
  problem: null,
  contacts: allContacts,
  choices: {},
  about: {},
};

function forms(): ExampleView[] {
  const step: DeskFormView = {
    ...form,
    form: 'register-step',
    data: { entry: idOf(1), step: 'approve' },
    about: { register: 'unblock' },
  };
  const check = { checkedOn: '2026-11-10', device: 'Laptop 14', tried: UNRULY_TEXT.slice(0, 1_000) };
  return [
    {
      name: 'form-register-step-not-saved',
      view: { ...step, about: {}, values: { until: '2026-12-04' }, problem: 'not-saved' },
    },
    ...REGISTER_NAMES.map(
      (register): ExampleView => ({
        name: `form-register-${register}`,
        view: {
          ...form,
          data: { register },
          values: register === 'filter-check' ? { checkedOn: '2026-11-10' } : {},
        },
      }),
    ),
    {
      name: 'form-register-check-errors',
      view: {
        ...form,
        data: { register: 'filter-check' },
        values: check,
        errors: { account: 'Please fill this in.', school: 'Please choose the school.' },
        problem: 'check-fields',
        choices: {
          school: [
            { value: SCHOOL, label: demoSchool.name },
            { value: 'trwyn-coch', label: liveSchool.name },
          ],
        },
      },
    },
    {
      name: 'form-register-not-served',
      view: { ...form, data: {}, contacts: noContacts, values: check, problem: 'not-served' },
    },
    { name: 'form-register-step', view: { ...step, values: { until: '2026-12-04' } } },
    {
      name: 'form-register-step-changed',
      view: {
        ...step,
        data: { ...step.data, step: 'refuse' },
        values: { note: 'The page shows adverts.' },
        errors: { gate: 'Somebody has taken a step with this line meanwhile, so nothing of this form was saved.' },
        problem: 'check-fields',
      },
    },
    {
      name: 'form-register-step-no-end',
      view: { ...step, errors: { until: 'Please give the last day.' }, problem: 'check-fields' },
    },
  ];
}

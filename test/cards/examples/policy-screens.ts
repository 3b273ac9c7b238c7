import type { DeskFormView } from '../../../src/core/form-views.ts';
import type { PolicyBoardView, PolicyVersionView } from '../../../src/core/policy-views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool } from './ingredients.ts';

const VERSION = '0b9f8f1e-6c3c-4a55-9a0e-2f8c8e2b7a10';
const POLICY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

const board: PolicyBoardView = {
  name: 'policy-board',
  schools: [
    {
      school: demoSchool,
      policies: [
        {
          title: 'Safer internet policy',
          version: null,
          dueOn: '2026-07-14',
          overdue: true,
          status: 'not-evidenced',
          action: { kind: 'draft', policyId: POLICY },
        },
        {
          title: 'Online safety policy',
          version: '3.1',
          dueOn: '2027-07-31',
          overdue: false,
          status: 'governors',
          action: { kind: 'open', versionId: VERSION },
        },
        { title: 'Loans', version: '1', dueOn: null, overdue: false, status: 'published', action: null },
      ],
    },
  ],
  overdue: 1,
  mayDraftNew: true,
  next: null,
};

const version: PolicyVersionView = {
  name: 'policy-version',
  school: demoSchool,
  versionId: VERSION,
  title: 'Online safety policy',
  version: '4.0',
  url: 'https://puddlebrook.example/policies/online-safety-4',
  monitoringClause: 'The school looks at what is opened on its devices and accounts.',
  stage: 'slt',
  nextReviewOn: '2027-11-20',
  author: 'Dilys Featherstonehaugh',
  decisions: [
    {
      stage: 'draft',
      decision: 'passed',
      reason: null,
      metOn: null,
      by: 'Dilys Featherstonehaugh',
      at: '2026-11-20T09:00:00.000Z',
    },
  ],
  waitsFor: ['Barnaby Quillfeather', 'Tobias Marmaduke'],
  may: 'decide',
  isAcknowledged: true,
  answer: null,
};

const agreed: PolicyVersionView['decisions'] = [
  ...version.decisions,
  {
    stage: 'slt',
    decision: 'passed',
    reason: null,
    metOn: null,
    by: 'Barnaby Quillfeather',
    at: '2026-11-23T15:30:00.000Z',
  },
];

const form: Omit<DeskFormView, 'form'> = {
  name: 'desk-form',
  data: {},
  reference: null,
  formKey: 'key-policy',
  values: {},
  errors: {},
  problem: null,
  contacts: allContacts,
  choices: {},
  about: {},
};
const choices = {
  policy: [
    { value: POLICY, label: 'Online safety policy' },
    { value: 'c0ffee00c0ffee00c0ffee00c0ffee01', label: 'Safer internet policy' },
    { value: 'new', label: 'A new policy' },
  ],
};
const about = {
  policyVersion: { title: version.title, version: '4.0', url: version.url, nextReviewOn: version.nextReviewOn },
};

/** Where policies stand, versions on their way, and the forms by which they are worked on. */
export function policyExamples(): ExampleView[] {
  return [
    { name: 'policy-board', view: board },
    {
      name: 'policy-board-governor-two-schools',
      view: {
        ...board,
        schools: [...board.schools, { school: liveSchool, policies: [] }].map(({ school, policies }) => ({
          school,
          policies: policies.map((line) => ({ ...line, action: null })),
        })),
        mayDraftNew: false,
        next: 10,
      },
    },
    { name: 'policy-version-to-decide', view: version },
    {
      name: 'policy-version-governors',
      view: { ...version, stage: 'governors', decisions: agreed, waitsFor: ['Zsófia Ó Maolagáin-Æthelwine'] },
    },
    {
      name: 'policy-version-came-back',
      view: {
        ...version,
        school: liveSchool,
        stage: 'draft',
        url: null,
        monitoringClause: null,
        decisions: [
          ...version.decisions,
          {
            stage: 'slt',
            decision: 'returned',
            reason: 'The part about telephones is from last year.',
            metOn: null,
            by: 'Barnaby Quillfeather',
            at: '2026-11-23T15:30:00.000Z',
          },
        ],
        waitsFor: [],
        may: 'change',
        isAcknowledged: false,
      },
    },
    {
      name: 'policy-version-published',
      view: {
        ...version,
        stage: 'published',
        decisions: [
          ...agreed,
          {
            stage: 'governors',
            decision: 'passed',
            reason: null,
            metOn: '2026-12-08',
            by: 'Zsófia Ó Maolagáin-Æthelwine',
            at: '2026-12-09T10:00:00.000Z',
          },
        ],
        waitsFor: [],
        may: null,
        answer: 'saved',
      },
    },
    {
      name: 'policy-version-not-changed',
      view: { ...version, stage: 'governors', decisions: agreed, waitsFor: [], may: null, answer: 'not-changed' },
    },
    { name: 'policy-draft-fresh', view: { ...form, form: 'policy-draft', choices, about: { asks: ['title'] } } },
    {
      name: 'policy-draft-errors',
      view: {
        ...form,
        form: 'policy-draft',
        choices: { ...choices, school: [{ value: 'larkfield-demo', label: 'Larkfield' }] },
        about: { asks: ['title'] },
        values: { policy: 'new', version: '3.1', url: 'puddlebrook', nextReview: '2025-01-01', send: 'slt' },
        errors: {
          title: 'Please give the new policy its title.',
          url: 'Please give the whole address, beginning with https://.',
          nextReview: 'This date has passed. Please check it.',
        },
        problem: 'check-fields',
      },
    },
    {
      name: 'policy-draft-change',
      view: {
        ...form,
        form: 'policy-draft',
        data: { version: VERSION, n: '2' },
        about,
        values: { version: '4.0', nextReview: '2027-11-20' },
      },
    },
    {
      name: 'policy-decide-leaders',
      view: { ...form, form: 'policy-decide', data: { version: VERSION, n: '1', kind: 'slt' }, about },
    },
    {
      name: 'policy-decide-governors-errors',
      view: {
        ...form,
        form: 'policy-decide',
        data: { version: VERSION, n: '2', kind: 'governors' },
        about,
        values: { decision: 'passed' },
        errors: { metOn: 'Please give the day of the meeting.' },
        problem: 'check-fields',
      },
    },
  ];
}

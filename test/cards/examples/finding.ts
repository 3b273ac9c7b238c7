import type { CaseListView, ListedCase, PupilView } from '../../../src/core/case-views.ts';
import type { DeskFormView } from '../../../src/core/form-views.ts';
import type { View } from '../../../src/core/views.ts';
import type { ExampleView } from '../example-views.ts';
import { caseExamples } from './cases.ts';
import {
  allContacts,
  demoSchool,
  LONGEST_TEXT,
  liveSchool,
  noContacts,
  PUPIL,
  STORY,
  UNRULY_TEXT,
} from './ingredients.ts';

const pupil = PUPIL.split(',')[0] as string;
const subjectId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0777';

const listed = (number: number, changes: Partial<ListedCase> = {}): ListedCase => ({
  caseId: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0${String(number).padStart(3, '0')}`,
  reference: `ES-2026-${String(number).padStart(4, '0')}`,
  severity: null,
  status: 'new',
  reportedAt: '2026-11-20T08:15:00.000Z',
  owner: null,
  nextDueAt: null,
  overdue: false,
  ...changes,
});

const late = listed(12, {
  severity: 'significant',
  status: 'actions_open',
  reportedAt: '2026-10-02T13:05:00.000Z',
  owner: 'Dilys Featherstonehaugh',
  nextDueAt: '2026-11-19T15:00:00.000Z',
  overdue: true,
});
const watched = listed(17, {
  severity: 'minor',
  status: 'monitoring',
  reportedAt: '2026-10-05T13:05:00.000Z',
  owner: 'Zsófia Ó Maolagáin-Æthelwine',
  nextDueAt: '2026-12-01T09:00:00.000Z',
});
const some = [listed(31, { severity: 'immediate' }), listed(30), watched, late];
const many = Array.from({ length: 15 }, (_, index) =>
  index < 4 ? listed(90 - index) : { ...late, ...caseOf(90 - index) },
);

function caseOf(number: number): Pick<ListedCase, 'caseId' | 'reference'> {
  const { caseId, reference } = listed(number);
  return { caseId, reference };
}

const list: CaseListView = {
  name: 'case-list',
  filter: 'open',
  cases: some,
  next: null,
  counts: { fresh: 2, overdue: 1 },
  searchedBackTo: null,
};
const found: CaseListView = { name: 'case-list', filter: 'found', cases: some, next: null, searchedBackTo: null };

const find: DeskFormView = {
  name: 'desk-form',
  form: 'find',
  data: {},
  reference: null,
  formKey: 'k-01J8ZC5W',
  values: {},
  errors: {},
  problem: null,
  contacts: allContacts,
  choices: {},
  about: {},
};

const page: PupilView = {
  name: 'pupil',
  school: demoSchool,
  subjectId,
  pupil,
  cases: [late, watched],
  entries: [
    {
      at: '2026-10-02T13:05:00.000Z',
      reference: 'ES-2026-0012',
      actor: 'Tobias Marmaduke',
      entry: 'recorded',
      facts: {},
      text: STORY,
    },
    {
      at: '2026-10-03T08:00:00.000Z',
      reference: 'ES-2026-0012',
      actor: 'Dilys Featherstonehaugh',
      entry: 'assessed',
      facts: { severity: 'significant', category: 'conduct' },
      text: 'Third time this term.',
    },
    {
      at: '2026-10-05T13:06:00.000Z',
      reference: 'ES-2026-0017',
      actor: 'e-safety',
      entry: 'escalated',
      facts: {},
      text: null,
    },
  ],
  newest: true,
  older: null,
};

function namedBefore(): View {
  const whole = caseExamples().find(({ name }) => name === 'case-detail-everything')?.view;
  if (whole?.name !== 'case-detail') throw new Error('there is no whole case among the examples');
  return { ...whole, pupils: [{ subjectId, name: pupil, earlier: ['ES-2026-0012', 'ES-2026-0003'] }] };
}

/** Lists of cases, looking for some, and one pupil across cases. */
export function findingExamples(): ExampleView[] {
  return [
    { name: 'case-list-some', view: list },
    { name: 'case-list-none', view: { ...list, cases: [], counts: { fresh: 0, overdue: 0 } } },
    {
      name: 'case-list-more',
      view: {
        ...list,
        cases: many,
        counts: { fresh: 4, overdue: 27 },
        next: { filter: 'open', before: 'omr2i3v9c.7b2u5r0n1k8d4w6x3q9z0y1a2' },
      },
    },
    { name: 'case-list-mine', view: { ...found, filter: 'mine', cases: [late, watched] } },
    { name: 'case-list-overdue', view: { ...found, filter: 'overdue', cases: [late] } },
    { name: 'case-list-closed', view: { ...found, filter: 'closed', cases: [listed(3, { status: 'closed' })] } },
    { name: 'case-list-found', view: found },
    { name: 'case-list-found-none', view: { ...found, cases: [] } },
    { name: 'case-list-found-so-far', view: { ...found, searchedBackTo: '2026-03-03' } },
    { name: 'case-list-found-crowded', view: { ...found, cases: many, crowded: true } },
    { name: 'find-empty', view: find },
    {
      name: 'find-check-fields',
      view: {
        ...find,
        contacts: noContacts,
        values: { pupil, text: 'nobody wants you', status: 'monitoring', category: 'conduct', before: '2026-03-03' },
        errors: { text: 'This is longer than 200 characters. Please shorten it.' },
        problem: 'check-fields',
      },
    },
    { name: 'pupil-some', view: page },
    {
      name: 'pupil-many-cases',
      view: {
        ...page,
        school: liveSchool,
        cases: Array.from({ length: 23 }, (_, index) => ({ ...late, ...caseOf(90 - index) })),
        entries: [...page.entries, { ...(page.entries[0] as PupilView['entries'][number]), text: UNRULY_TEXT }],
        older: { subject: subjectId, before: 'mr2i3v9c.7b2' },
      },
    },
    {
      name: 'pupil-older',
      view: {
        ...page,
        entries: [{ ...(page.entries[0] as PupilView['entries'][number]), text: LONGEST_TEXT }],
        newest: false,
        older: { subject: subjectId, before: 'mr2i3v9c.7b2' },
      },
    },
    {
      name: 'case-detail-named-before',
      view: namedBefore(),
    },
  ];
}

import {
  type CaseCardView,
  type CaseDetailView,
  THREAD_LINES,
  type ThreadLineView,
} from '../../../src/core/case-views.ts';
import type { ExampleView } from '../example-views.ts';
import { demoSchool, LONGEST_TEXT, liveSchool, PUPIL, STORY, UNRULY_TEXT, URL_OF_CONCERN } from './ingredients.ts';

const caseId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001';

const newCard: CaseCardView = {
  name: 'case-card',
  school: demoSchool,
  caseId,
  reference: 'ES-2026-0014',
  severity: null,
  status: 'new',
  reportedAt: '2026-11-20T08:15:00.000Z',
  acknowledged: null,
  restricted: false,
  owner: null,
  openTasks: 0,
  nextDueAt: null,
};

/** Lines of what nobody did: it was due by itself. */
const NOBODYS = new Set<ThreadLineView['line']>(['escalated', 'reminder']);

/** Every reason why somebody gets a case 1:1; a missing one does not compile. */
const REASONS: Record<NonNullable<CaseCardView['reason']>, true> = {
  'on-duty': true,
  recipient: true,
  immediate: true,
  repeat: true,
  escalated: true,
  'passed-up': true,
  assigned: true,
  added: true,
  'reporter-added': true,
  'place-not-used': true,
};

const line: ThreadLineView = {
  name: 'thread-line',
  reference: 'ES-2026-0014',
  line: 'acknowledged',
  actor: 'Dilys Featherstonehaugh',
  at: '2026-11-20T08:21:00.000Z',
};

const smallestDetail: CaseDetailView = {
  name: 'case-detail',
  school: demoSchool,
  caseId,
  reference: 'ES-2026-0014',
  status: 'new',
  severity: null,
  category: 'conduct',
  type: null,
  handleAs: 'safeguarding',
  restricted: false,
  occurred: '2026-11-19',
  noticed: null,
  reported: '2026-11-20T08:15:00.000Z',
  reportedLate: false,
  place: null,
  reporter: 'Tobias Marmaduke',
  source: 'self',
  victim: null,
  adult: null,
  what: STORY,
  who: [],
  childWords: null,
  urls: [],
  device: null,
  immediateAction: null,
  purpose: null,
  consent: null,
  disciplinePolicy: null,
  guidance: null,
  agencies: [],
  pupils: [],
  chronology: [],
  page: { account: 'whole', first: 1, last: 0, total: 0, older: null, newer: null },
};

const fullDetail: CaseDetailView = {
  ...smallestDetail,
  status: 'acknowledged',
  severity: 'significant',
  type: 'cyberbullying',
  handleAs: 'behaviour',
  occurred: '2026-11-17T12:40:00.000Z',
  noticed: '2026-11-19',
  reportedLate: true,
  place: 'both',
  source: 'pupil',
  victim: 'pupil',
  who: [PUPIL, 'Wren Applegarth, 5 Oak'],
  childWords: '“Everyone can see it and I cannot make it stop.”',
  urls: [URL_OF_CONCERN, 'hxxp://thistle-gossip[.]example'],
  device: 'Own phone',
  immediateAction: 'I sat with her and took her to the office.',
  purpose: 'deliberate',
  consent: 'agrees',
  disciplinePolicy: 'Behaviour policy',
  guidance: {
    title: 'Bullying online',
    steps: [
      'Meet the pupil first, then the parents.',
      'Keep messages as evidence, never nude pictures.',
      'Agree who checks in with her, and when.',
    ],
    policy: 'Anti-bullying policy',
  },
  agencies: ['Loamshire children’s services', 'Police 101'],
  chronology: [
    { at: '2026-11-20T08:15:00.000Z', actor: 'Tobias Marmaduke', entry: 'recorded', facts: {}, text: null },
    { at: '2026-11-20T08:21:00.000Z', actor: 'Dilys Featherstonehaugh', entry: 'acknowledged', facts: {}, text: null },
    {
      at: '2026-11-20T11:00:00.000Z',
      actor: 'Dilys Featherstonehaugh',
      entry: 'note',
      facts: {},
      text: 'Rang her mother.',
    },
  ],
  page: { account: 'whole', first: 1, last: 3, total: 3, older: null, newer: null },
};

/** Cases as a place, a thread and an authorised reader see them. */
export function caseExamples(): ExampleView[] {
  return [
    { name: 'case-card-new', view: newCard },
    { name: 'case-card-new-restricted', view: { ...newCard, reference: 'ES-R-7K3Q', restricted: true } },
    {
      name: 'case-card-acknowledged',
      view: {
        ...newCard,
        school: liveSchool,
        severity: 'significant',
        status: 'acknowledged',
        // In summer time, to show the hour that people read.
        reportedAt: '2026-06-22T23:30:00.000Z',
        acknowledged: { by: 'Zsófia Ó Maolagáin-Æthelwine', at: '2026-06-23T11:00:00.000Z' },
      },
    },
    {
      name: 'case-card-closed',
      view: {
        ...newCard,
        severity: 'minor',
        status: 'closed',
        acknowledged: { by: 'Dilys Featherstonehaugh', at: '2026-11-20T08:21:00.000Z' },
      },
    },
    ...(Object.keys(REASONS) as NonNullable<CaseCardView['reason']>[]).map((reason) => ({
      name: `case-card-reason-${reason}`,
      view: { ...newCard, severity: reason === 'immediate' ? ('immediate' as const) : null, reason },
    })),
    ...THREAD_LINES.map((told) => ({
      name: `thread-line-${told}`,
      view: { ...line, line: told, actor: NOBODYS.has(told) ? '' : line.actor },
    })),
    { name: 'case-detail-nothing-optional', view: smallestDetail },
    { name: 'case-detail-everything', view: fullDetail },
    {
      name: 'case-detail-restricted-adult',
      view: {
        ...smallestDetail,
        reference: 'ES-R-7K3Q',
        restricted: true,
        severity: 'concern',
        category: 'contact',
        type: 'staff_low_level',
        handleAs: 'discipline',
        adult: 'Barnaby Quillfeather',
        source: 'parent',
        victim: 'other',
      },
    },
    {
      name: 'case-detail-older-entries',
      view: {
        ...fullDetail,
        page: {
          account: 'none',
          first: 4,
          last: 6,
          total: 31,
          older: { before: '4', shows: 'entries' },
          newer: { before: '', shows: 'report' },
        },
      },
    },
    {
      name: 'case-detail-rest-of-report',
      view: {
        ...fullDetail,
        chronology: [],
        page: {
          account: 'rest',
          first: 7,
          last: 6,
          total: 6,
          older: { before: '7', shows: 'entries' },
          newer: { before: '', shows: 'report' },
        },
      },
    },
    {
      name: 'case-detail-longest',
      view: {
        ...fullDetail,
        school: liveSchool,
        what: LONGEST_TEXT,
        childWords: UNRULY_TEXT,
        immediateAction: UNRULY_TEXT,
        adult: 'unsure',
        who: Array.from({ length: 30 }, (_, index) => `Invented Pupil ${index + 1}, 5 Oak`),
        urls: Array.from({ length: 40 }, (_, index) => `hxxps://site-${index + 1}[.]example/${'a'.repeat(60)}`),
        chronology: Array.from({ length: 25 }, (_, index) => ({
          at: `2026-11-21T09:${String(index + 10)}:00.000Z`,
          actor: 'Dilys Featherstonehaugh',
          entry: 'note',
          facts: {},
          text: index === 0 ? UNRULY_TEXT : `Invented note ${index + 1}.`,
        })),
        page: {
          account: 'whole',
          first: 7,
          last: 31,
          total: 31,
          older: { before: '7', shows: 'entries' },
          newer: null,
        },
      },
    },
  ];
}

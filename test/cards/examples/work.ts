import type { ChecklistItem, WorkView } from '../../../src/core/case-views.ts';
import type { ExampleView } from '../example-views.ts';
import { demoSchool, LONGEST_TEXT, liveSchool, PUPIL, UNRULY_TEXT } from './ingredients.ts';
import { taskExamples } from './tasks.ts';

const id = (number: number): string => `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f${String(number).padStart(4, '0')}`;
const stepId = (number: number): string => `5f2a9c01b7e4${String(number).padStart(4, '0')}`;
const caseId = id(1);
const lead = 'Dilys Featherstonehaugh';

const smallest: WorkView = {
  name: 'case-work',
  school: demoSchool,
  caseId,
  reference: 'ES-2026-0014',
  status: 'new',
  severity: null,
  category: 'conduct',
  type: null,
  restricted: false,
  reportedAt: '2026-11-20T08:15:00.000Z',
  childProtection: false,
  owner: null,
  nextDueAt: null,
  deadlineAt: null,
  reviewAt: null,
  outcome: null,
  saved: false,
  tasks: [],
  checklist: [],
  neverView: false,
  policy: null,
  referrals: [],
  links: [],
  pupils: [],
  offersSendco: false,
  steps: ['assess', 'note', 'task', 'refer', 'escalate', 'assign', 'monitor', 'people', 'link', 'close', 'export'],
};

const settled = (note: string | null = null, by = lead): NonNullable<ChecklistItem['settled']> => ({
  by,
  at: '2026-11-20T09:40:00.000Z',
  happenedOn: '2026-11-20',
  note,
});

const step = (number: number, text: string, changes: Partial<ChecklistItem> = {}): ChecklistItem => ({
  stepId: stepId(number),
  playbook: 'Sexual images',
  text,
  kind: 'plain',
  state: 'waiting',
  settled: null,
  ready: true,
  ...changes,
});

/** Seven steps, some with a long note, some waiting for the one above. */
const checklist: ChecklistItem[] = [
  step(1, 'The case is logged.', { kind: 'logged', state: 'done' }),
  step(2, 'Do not look at the image; note what you were told about it.', { state: 'done', settled: settled() }),
  step(3, 'Take the device out of use, switched off, and lock it away.', {
    state: 'done',
    settled: settled(UNRULY_TEXT),
  }),
  step(4, 'Those who look after the filter were told.', { kind: 'told' }),
  step(5, 'Talk with the children concerned, each alone.', { kind: 'talk' }),
  step(6, 'Tell the parents or carers, unless it puts a child at risk.', { kind: 'parents', ready: false }),
  step(7, 'Write down what worked and what did not.', { kind: 'evaluation', ready: false }),
];

const task = (number: number, changes: Partial<WorkView['tasks'][number]> = {}): WorkView['tasks'][number] => ({
  taskId: id(500 + number),
  kind: 'office',
  text: 'Please ring the family and ask for a meeting this week.',
  owner: 'Tobias Marmaduke',
  dueAt: '2026-11-24T17:00:00.000Z',
  state: 'open',
  seen: false,
  result: null,
  ...changes,
});

const everything: WorkView = {
  ...smallest,
  status: 'referred',
  severity: 'significant',
  type: 'nudes',
  owner: lead,
  childProtection: true,
  nextDueAt: '2026-11-23T17:00:00.000Z',
  deadlineAt: '2026-11-23T08:15:00.000Z',
  reviewAt: '2026-12-01T08:00:00.000Z',
  saved: true,
  neverView: true,
  policy: 'Online safety policy, section 13.2',
  offersSendco: true,
  checklist: [
    ...checklist,
    step(11, 'Ring children’s social care.', { playbook: 'Child protection', state: 'not-needed', settled: settled() }),
    step(12, 'Write the referral within one working day.', { playbook: 'Child protection' }),
  ],
  tasks: [
    task(1),
    task(2, { kind: 'ict', text: null, seen: true, owner: 'Zsófia Ó Maolagáin-Æthelwine' }),
    task(3, { kind: 'cctv', text: null, dueAt: null }),
    task(4, { kind: 'class_teacher', text: UNRULY_TEXT }),
    task(5, { state: 'done', seen: true, result: 'Spoke with them on the telephone.' }),
    task(6, { state: 'not-needed', text: null, kind: 'meeting', result: UNRULY_TEXT }),
  ],
  referrals: [
    {
      referralId: id(701),
      agency: 'childrens_social_care',
      referredOn: '2026-11-20',
      responseDueAt: '2026-11-23T17:00:00.000Z',
      answered: false,
      theirReference: 'LCS/4471',
    },
    {
      referralId: id(702),
      agency: 'police',
      referredOn: '2026-11-20',
      responseDueAt: null,
      answered: true,
      theirReference: null,
    },
  ],
  links: [
    { caseId: id(9), reference: 'ES-2026-0009', kind: 'linked' },
    { caseId: id(10), reference: 'ES-2026-0010', kind: 'duplicate' },
  ],
  pupils: [
    { subjectId: id(901), name: PUPIL, earlier: 2 },
    { subjectId: id(902), name: 'Wren Applegarth, 5 Oak', earlier: 0 },
  ],
};

/** What a year of work leaves in a case. */
const longest: WorkView = {
  ...everything,
  school: liveSchool,
  saved: false,
  checklist: ['Sexual images', 'Child protection'].flatMap((playbook, at) =>
    Array.from({ length: 25 }, (_, index) =>
      step(at * 100 + index, `Step ${index + 1}: ${UNRULY_TEXT}`, {
        playbook,
        ...(index % 2 === 0 ? { state: 'done' as const, settled: settled(LONGEST_TEXT) } : {}),
      }),
    ),
  ),
  tasks: Array.from({ length: 40 }, (_, index) =>
    task(index, {
      text: LONGEST_TEXT.slice(0, 2_000),
      ...(index % 2 === 0 ? { state: 'done' as const, result: LONGEST_TEXT.slice(0, 4_000) } : {}),
    }),
  ),
  referrals: Array.from({ length: 30 }, (_, index) => ({
    referralId: id(700 + index),
    agency: 'childrens_social_care' as const,
    referredOn: '2026-11-20',
    responseDueAt: '2026-11-23T17:00:00.000Z',
    answered: index % 2 === 0,
    theirReference: 'LCS/4471/'.padEnd(200, '0'),
  })),
  links: Array.from({ length: 30 }, (_, index) => ({
    caseId: id(index),
    reference: `ES-2026-${String(index).padStart(4, '0')}`,
    kind: 'linked' as const,
  })),
  pupils: Array.from({ length: 30 }, (_, index) => ({
    subjectId: id(900 + index),
    name: `Invented Pupil ${index + 1}, 5 Oak`,
    earlier: index,
  })),
};

/** The next step in a case, as it stands for whoever works it. */
export function workExamples(): ExampleView[] {
  return [
    { name: 'case-work-nothing-yet', view: smallest },
    { name: 'case-work-everything', view: everything },
    { name: 'case-work-longest', view: longest },
    {
      name: 'case-work-restricted',
      view: { ...smallest, reference: 'ES-R-7K3Q', restricted: true, type: 'staff_allegation', saved: true },
    },
    {
      name: 'case-work-closed',
      view: {
        ...smallest,
        status: 'closed',
        outcome: 'support_in_school',
        owner: lead,
        steps: ['note', 'reopen', 'export'],
      },
    },
    ...taskExamples(),
  ];
}

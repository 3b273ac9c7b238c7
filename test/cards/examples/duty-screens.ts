import { deskForm } from '../../../src/core/desk-form.ts';
import { DUTY_KINDS } from '../../../src/core/duties/duty-kinds.ts';
import type { DutyLine, DutyView, WholeBoard } from '../../../src/core/duty-views.ts';
import { REGISTER_NAMES } from '../../../src/core/registers/register-names.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool, noContacts, UNRULY_TEXT } from './ingredients.ts';

const DUTY = '0d000000-0000-4000-8000-000000000001';

/** Invented views of recurring duties and of what is due. */
export function dutyExamples(): ExampleView[] {
  return [...dutyCards(), ...boards(), ...dutyForms()];
}

function dutyCards(): ExampleView[] {
  const duty: DutyView = {
    name: 'duty',
    school: liveSchool,
    dutyId: DUTY,
    kind: 'newsletter',
    subject: '',
    dueOn: '2026-12-18',
    overdue: false,
    state: 'open',
    signers: ['School office'],
    maySign: true,
    signed: [],
    parentTools: [],
  };
  const review: DutyView = { ...duty, kind: 'security_review', signers: ['Computing Lead', 'Link governor'] };
  const first = {
    by: 'Tobias Marmaduke',
    at: '2026-11-10T09:30:00Z',
    outcome: 'done',
    note: 'Two accounts of leavers were still open. They are closed.',
    evidence: 'Minutes of 10 November, item 4',
  } as const;
  const second = { ...first, by: 'Zsófia Ó Maolagáin-Æthelwine', note: UNRULY_TEXT, evidence: null };
  return [
    { name: 'duty-newsletter', view: duty },
    {
      name: 'duty-briefing',
      view: { ...duty, school: demoSchool, kind: 'parent_briefing', parentTools: ['Class messenger', 'Parent post'] },
    },
    {
      name: 'duty-class-overdue',
      view: {
        ...duty,
        kind: 'pupil_reminder',
        subject: '3 Oak',
        dueOn: '2026-09-30',
        overdue: true,
        signers: ['Teacher'],
      },
    },
    { name: 'duty-review-open', view: review },
    {
      name: 'duty-review-to-second',
      view: { ...review, state: 'waits-for-second', signed: [{ ...first, outcome: null, note: null, evidence: null }] },
    },
    {
      name: 'duty-review-opened-by-second',
      view: { ...review, state: 'waits-for-second', signed: [first] },
    },
    { name: 'duty-review-done', view: { ...review, state: 'done', maySign: false, signed: [first, second] } },
    {
      name: 'duty-not-needed',
      view: {
        ...duty,
        state: 'not-needed',
        maySign: false,
        signed: [{ ...first, outcome: 'not-needed', note: 'No newsletter goes out this term.', evidence: null }],
      },
    },
    {
      name: 'duty-accreditation',
      view: { ...duty, kind: 'accreditation', subject: '360 safe', dueOn: '2027-01-31', signers: ['Co-ordinator'] },
    },
    { name: 'evidence-none', view: { name: 'evidence', school: demoSchool, year: '2026-27', duties: [] } },
    {
      name: 'evidence-some',
      view: {
        name: 'evidence',
        school: liveSchool,
        year: '2026-27',
        duties: [
          { kind: 'it_audit', subject: '', doneOn: '2026-11-10', by: 'Tobias Marmaduke', evidence: 'Report 2026/7' },
          {
            kind: 'accreditation',
            subject: '360 safe',
            doneOn: '2027-01-20',
            by: 'Dilys Featherstonehaugh',
            evidence: 'Folder A',
          },
        ],
      },
    },
    { name: 'checklist-video-call', view: { name: 'checklist', checklist: 'video-call' } },
    { name: 'checklist-video-call-again', view: { name: 'checklist', checklist: 'video-call' } },
  ];
}

function boards(): ExampleView[] {
  const line: DutyLine = {
    dutyId: DUTY,
    kind: 'newsletter',
    subject: '',
    dueOn: '2026-12-18',
    overdue: false,
    state: 'open',
    owner: 'School office',
    classes: null,
  };
  const overdue: DutyLine = { ...line, kind: 'risk_review', dueOn: '2026-10-31', overdue: true, owner: 'Headteacher' };
  const classes: DutyLine = {
    ...line,
    dutyId: null,
    kind: 'pupil_reminder',
    owner: 'Teacher',
    classes: { settled: 4, of: 7 },
  };
  const whole: WholeBoard = {
    training: [
      { title: 'Online safety policy', percent: 88 },
      { title: 'Prevent', percent: null },
    ],
    policies: [
      { title: 'Online safety policy', dueOn: '2026-10-31', overdue: true },
      { title: 'Child protection policy', dueOn: '2027-09-09', overdue: false },
      { title: 'Anti-bullying policy', dueOn: null, overdue: false },
    ],
    duties: [
      overdue,
      line,
      classes,
      { ...line, kind: 'website', state: 'done', dueOn: '2026-11-30' },
      { ...line, kind: 'pupil_notice', state: 'lapsed' },
    ],
    prevent: [
      { ...line, kind: 'prevent_risk_assessment', state: 'done', dueOn: '2026-10-31' },
      { ...line, kind: 'prevent_partnership', state: 'waits-for-second' },
      { ...line, dutyId: null, kind: 'prevent_training', state: 'coming', dueOn: '2027-03-31' },
      { ...line, kind: 'prevent_it_policies', state: 'not-needed' },
    ],
    registers: [
      { register: 'unblock', waiting: 2, ending: 1 },
      { register: 'technology', waiting: 0, ending: 3 },
    ],
    cases: { fresh: 1, overdue: 2 },
  };
  const calm: WholeBoard = { training: [], policies: [], duties: [], prevent: [], registers: [], cases: null };
  const school = { school: liveSchool, schoolId: 'oak', own: [], whole: null };
  const most = DUTY_KINDS.map((kind, index): DutyLine => {
    const dutyId = `${DUTY.slice(0, -2)}${String(index + 10)}`;
    return { ...overdue, dutyId, kind, subject: 'Class with a longer name' };
  });
  return [
    { name: 'board-nothing', view: { name: 'board', weekly: false, schools: [school] } },
    {
      name: 'board-own',
      view: {
        name: 'board',
        weekly: false,
        schools: [
          {
            ...school,
            own: [
              { ...line, kind: 'pupil_reminder', subject: '3 Oak' },
              { ...line, dutyId: null },
            ],
          },
        ],
      },
    },
    { name: 'board-weekly', view: { name: 'board', weekly: true, schools: [{ ...school, own: [overdue], whole }] } },
    { name: 'board-calm', view: { name: 'board', weekly: true, schools: [{ ...school, whole: calm }] } },
    {
      name: 'board-two-schools',
      view: {
        name: 'board',
        weekly: false,
        schools: [
          { ...school, own: [line], whole },
          { school: demoSchool, schoolId: 'elm', own: [], whole: null },
        ],
      },
    },
    {
      name: 'board-most',
      view: {
        name: 'board',
        weekly: false,
        schools: [
          {
            ...school,
            own: most,
            whole: {
              ...whole,
              duties: most,
              policies: most.map(({ kind }) => ({
                title: `Policy on ${kind.replaceAll('_', ' ')}`,
                dueOn: null,
                overdue: false,
              })),
              training: most.map(({ kind }) => ({ title: `Course on ${kind.replaceAll('_', ' ')}`, percent: 100 })),
              registers: REGISTER_NAMES.map((register) => ({ register, waiting: 12, ending: 3 })),
            },
          },
        ],
      },
    },
  ];
}

function dutyForms(): ExampleView[] {
  const about = { duty: { kind: 'newsletter', subject: '', part: 'first', twoSign: false } } as const;
  const audit = { ...about.duty, kind: 'it_audit' } as const;
  const second = { ...about.duty, kind: 'security_review', part: 'second', twoSign: true } as const;
  const form = { form: 'finish-duty', formKey: 'form-d1', contacts: allContacts, data: { duty: DUTY } } as const;
  return [
    { name: 'finish-duty-empty', view: deskForm({ ...form, about }) },
    {
      name: 'finish-duty-check-fields',
      view: deskForm({
        ...form,
        about: { duty: audit, asks: ['evidence'] },
        values: { outcome: 'done', note: 'The policy is adequate.' },
        errors: { evidence: 'Please say where the evidence is kept.' },
        problem: 'check-fields',
      }),
    },
    { name: 'finish-duty-second', view: deskForm({ ...form, about: { duty: second, asks: ['evidence'] } }) },
    {
      name: 'finish-duty-not-saved',
      view: deskForm({
        ...form,
        contacts: noContacts,
        values: { outcome: 'not-needed', note: UNRULY_TEXT, evidence: 'Folder A' },
        problem: 'not-saved',
      }),
    },
  ];
}

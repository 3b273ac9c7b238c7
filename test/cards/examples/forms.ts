import type { ReportFormView } from '../../../src/core/form-views.ts';
import type { ExampleView } from '../example-views.ts';
import {
  allContacts,
  demoSchool,
  demoStaff,
  LONGEST_TEXT,
  liveSchool,
  noContacts,
  PUPIL,
  STORY,
  UNRULY_TEXT,
} from './ingredients.ts';

const emptyReport: ReportFormView = {
  name: 'report-form',
  school: demoSchool,
  variant: 'report',
  formKey: 'k-01J8ZC5W',
  values: {},
  errors: {},
  problem: null,
  people: demoStaff,
  schools: [{ id: 'puddlebrook', name: 'Puddlebrook Primary School' }],
  contacts: allContacts,
};

/** Everything a person can fill in. */
const fullValues: Record<string, string> = {
  adult: 'unsure',
  adultPerson: 'p-3',
  school: 'trwyn-coch',
  what: STORY,
  category: 'conduct',
  who: `${PUPIL}\nWren Applegarth, 5 Oak`,
  date: '2026-11-19',
  time: '12:40',
  place: 'both',
  danger: 'no',
  type: 'cyberbullying',
  childWords: '“Everyone can see it.”',
  urls: 'https://chat.thistle-gossip.example/room/7\nhttps://thistle-gossip.example',
  device: 'Own phone',
  actionTaken: 'I sat with her and took her to the office.',
  onBehalfOf: 'pupil',
  victim: 'pupil',
  noticedDate: '2026-11-20',
};

/** Forms: untouched, filled, refused, not saved, and the short ones. */
export function formExamples(): ExampleView[] {
  return [
    { name: 'report-form-empty', view: emptyReport },
    {
      name: 'report-form-nothing-optional',
      view: { ...emptyReport, school: null, people: [], schools: [], contacts: noContacts },
    },
    {
      name: 'report-form-two-schools-filled',
      view: {
        ...emptyReport,
        school: liveSchool,
        values: fullValues,
        schools: [
          { id: 'puddlebrook', name: 'Puddlebrook Primary School' },
          { id: 'trwyn-coch', name: 'Ysgol Trwyn Coch Academy' },
        ],
      },
    },
    {
      name: 'report-form-not-saved',
      view: { ...emptyReport, values: { ...fullValues, what: UNRULY_TEXT }, problem: 'not-saved' },
    },
    {
      name: 'report-form-not-saved-longest-no-contacts',
      view: { ...emptyReport, values: { what: LONGEST_TEXT }, problem: 'not-saved', contacts: noContacts },
    },
    {
      name: 'report-form-check-fields',
      view: {
        ...emptyReport,
        values: { adult: 'no', what: STORY, date: '2027-01-01' },
        errors: {
          category: 'Please choose the nearest one.',
          date: 'This day has not come yet.',
          form: 'Please send it once more.',
        },
        problem: 'check-fields',
      },
    },
    { name: 'report-form-text-not-stored', view: { ...emptyReport, problem: 'text-not-stored' } },
    { name: 'report-form-many-people', view: { ...emptyReport, people: manyPeople(250) } },
    { name: 'quick-report-empty', view: { ...emptyReport, variant: 'quick-report' } },
    {
      name: 'quick-report-not-saved',
      view: {
        ...emptyReport,
        variant: 'quick-report',
        values: { adult: 'no', what: UNRULY_TEXT, danger: 'yes' },
        problem: 'not-saved',
      },
    },
    {
      name: 'quick-report-check-fields',
      view: {
        ...emptyReport,
        variant: 'quick-report',
        values: { adult: 'yes', what: STORY, danger: 'no', device: 'Laptop 14', date: '2026-11-20' },
        errors: { adultPerson: 'Please choose the person.', time: 'Please give the time.' },
        problem: 'check-fields',
      },
    },
    {
      name: 'quick-report-two-schools-no-contacts',
      view: {
        ...emptyReport,
        school: null,
        variant: 'quick-report',
        schools: [
          { id: 'puddlebrook', name: 'Puddlebrook Primary School' },
          { id: 'trwyn-coch', name: 'Ysgol Trwyn Coch Academy' },
        ],
        contacts: noContacts,
        problem: 'text-not-stored',
      },
    },
  ];
}

function manyPeople(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: `m-${index + 1}`,
    name: `Invented Colleague ${index + 1}`,
    jobTitle: index % 3 === 0 ? 'Teaching assistant' : 'Teacher',
  }));
}

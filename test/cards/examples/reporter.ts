import type { ContactsView, QuestionView } from '../../../src/core/desk-views.ts';
import type { DeskFormView } from '../../../src/core/form-views.ts';
import type { ReceiptView } from '../../../src/core/views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, LONGEST_TEXT, liveSchool, noContacts, UNRULY_TEXT } from './ingredients.ts';

const reportId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0014';
const formKey = '0123456789abcdef0123456789abcdef';

const form: DeskFormView = {
  name: 'desk-form',
  form: 'add-to-report',
  data: { report: reportId },
  reference: 'ES-2026-0014',
  formKey,
  values: { wish: 'add' },
  errors: {},
  problem: null,
  contacts: allContacts,
  choices: {},
  about: {},
};

const ask: DeskFormView = { ...form, form: 'ask', data: {}, reference: null, values: {} };

const receipt: ReceiptView = {
  name: 'receipt',
  school: demoSchool,
  reportId,
  reference: 'ES-R-7K3Q',
  readers: ['Headteacher'],
  notReadUntil: null,
  immediate: false,
  restricted: true,
  recordedAt: '2026-11-20T08:15:00.000Z',
  child: { reference: 'ES-2026-0015', readers: ['Designated safeguarding lead'] },
  contacts: allContacts,
};

const question: QuestionView = {
  name: 'question',
  school: demoSchool,
  questionId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0701',
  from: 'Zsófia Ó Maolagáin-Æthelwine',
  askedAt: '2026-11-20T08:15:00.000Z',
  text: null,
};

const contacts: ContactsView = {
  name: 'contacts',
  schools: [
    {
      school: demoSchool,
      contacts: allContacts,
      lado: { name: 'Loamshire designated officer', phone: '01632 960404' },
      agencies: [
        { name: 'Loamshire County Council', note: 'Manages security incidents.' },
        { name: 'Web filter provider', phone: '01632 960505', url: 'https://filter.example/help' },
      ],
    },
  ],
  national: [
    { name: 'Police', phone: '999 in an emergency, 101 otherwise', note: 'A child in danger now', check: false },
    { name: 'Helpline', phone: '01632 960606', url: 'https://helpline.example', check: true },
  ],
};

/** What a reporter sees after his report, questions to the co-ordinator, and whom to ring. */
export function reporterExamples(): ExampleView[] {
  return [
    { name: 'add-to-report', view: form },
    {
      name: 'add-to-report-not-saved',
      view: { ...form, values: { wish: 'withdraw', more: UNRULY_TEXT }, problem: 'not-saved' },
    },
    {
      name: 'add-to-report-not-served',
      view: { ...form, data: {}, reference: null, values: { wish: 'add', more: LONGEST_TEXT }, problem: 'not-served' },
    },
    {
      name: 'add-to-report-check-fields',
      view: { ...form, errors: { more: 'Please write what you want to add.' }, problem: 'check-fields' },
    },
    { name: 'ask', view: ask },
    {
      name: 'ask-which-school',
      view: {
        ...ask,
        contacts: noContacts,
        values: { question: UNRULY_TEXT },
        errors: { school: 'Please choose the school.' },
        problem: 'check-fields',
        choices: {
          school: [
            { value: 'puddlebrook', label: demoSchool.name },
            { value: 'ysgol-trwyn-coch', label: liveSchool.name },
          ],
        },
      },
    },
    { name: 'receipt-with-child', view: receipt },
    {
      name: 'receipt-with-child-immediate',
      view: { ...receipt, immediate: true, child: { reference: 'ES-2026-0015', readers: [] } },
    },
    { name: 'question-waiting', view: question },
    { name: 'question-opened', view: { ...question, school: liveSchool, text: UNRULY_TEXT } },
    { name: 'contacts', view: contacts },
    {
      name: 'contacts-none-given',
      view: {
        ...contacts,
        schools: [
          { school: demoSchool, contacts: noContacts, lado: null, agencies: [] },
          { school: liveSchool, contacts: noContacts, lado: { name: 'Loamshire designated officer' }, agencies: [] },
        ],
        national: [],
      },
    },
  ];
}

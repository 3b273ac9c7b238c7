import type { View } from '../../../src/core/views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool, noContacts, URL_OF_CONCERN } from './ingredients.ts';

type Named<Name extends View['name']> = Extract<View, { name: Name }>;

const caseId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001';

const receipt: Named<'receipt'> = {
  name: 'receipt',
  school: demoSchool,
  reportId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0014',
  reference: 'ES-2026-0014',
  readers: ['Designated safeguarding lead', 'Deputy designated safeguarding lead'],
  notReadUntil: null,
  immediate: false,
  restricted: false,
  recordedAt: '2026-11-20T08:15:00.000Z',
  child: null,
  contacts: allContacts,
};

const request: Named<'access-request'> = {
  name: 'access-request',
  school: demoSchool,
  requestId: 'r-0001',
  person: 'Zsófia Ó Maolagáin-Æthelwine',
  what: 'role',
  roleTitle: 'Deputy designated safeguarding lead',
  state: 'waiting',
  decidedBy: null,
};

const help: Named<'help'> = {
  name: 'help',
  school: demoSchool,
  unknownWord: false,
  roles: ['staff'],
  contacts: allContacts,
};

const handOff: Named<'hand-off'> = {
  name: 'hand-off',
  school: demoSchool,
  task: 'unsuitable-site',
  taskId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0501',
  urls: [URL_OF_CONCERN],
  device: 'Laptop 14 in the library',
  deviceWithheld: false,
  reportedAt: '2026-11-20T08:15:00.000Z',
};

const setup: Named<'setup'> = { name: 'setup', school: demoSchool, strangers: [], leaveYourself: false, members: 4 };

const policies: Named<'policies'> = {
  name: 'policies',
  schools: [
    {
      school: demoSchool,
      policies: [
        {
          title: 'Online safety policy',
          version: '3.1',
          nextReview: '2027-07-31',
          overdue: false,
          approval: 'approved',
          url: 'https://puddlebrook.example/policies/online-safety',
          linked: ['Behaviour', 'Child protection', 'Data protection'],
        },
        {
          title: 'Safer internet policy',
          version: null,
          nextReview: '2026-07-14',
          overdue: true,
          approval: 'not-evidenced',
          url: null,
          linked: [],
        },
        {
          title: 'Loans',
          version: '1',
          nextReview: null,
          overdue: false,
          approval: 'not-evidenced',
          url: null,
          linked: [],
        },
      ],
    },
  ],
  next: null,
  board: false,
};

/** The identifier of the report with this number. */
const kept = (number: number) => ({ reportId: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f00${String(number).padStart(2, '0')}` });

/** Receipts, updates, tasks and the answers about setting up and access. */
export function messageExamples(): ExampleView[] {
  return [
    { name: 'receipt-read-now', view: receipt },
    {
      name: 'receipt-out-of-hours',
      view: { ...receipt, school: liveSchool, notReadUntil: 'Monday 23 November 2026, 8.30 am' },
    },
    {
      name: 'receipt-immediate',
      view: { ...receipt, immediate: true, readers: [...receipt.readers, 'Headteacher'] },
    },
    {
      name: 'receipt-restricted-no-contacts',
      view: {
        ...receipt,
        reference: 'ES-R-7K3Q',
        restricted: true,
        readers: ['Chair of governors'],
        notReadUntil: '2026-11-23T08:30:00.000Z',
        contacts: noContacts,
      },
    },
    ...(['unknown', 'guest', 'left', 'unavailable', 'not-set-up', 'not-shown', 'not-known'] as const).map((reason) => ({
      name: `emergency-${reason}`,
      view: { name: 'emergency' as const, reason, accountHelp: 'the school office', contacts: allContacts },
    })),
    {
      name: 'emergency-no-contacts',
      view: { name: 'emergency', reason: 'unknown', accountHelp: 'the school office', contacts: noContacts },
    },
    { name: 'hand-off-full', view: handOff },
    { name: 'hand-off-no-address', view: { ...handOff, school: liveSchool, urls: [], device: null } },
    { name: 'hand-off-before-tasks-were-kept', view: { ...handOff, taskId: null } },
    { name: 'hand-off-device-withheld', view: { ...handOff, device: null, deviceWithheld: true } },
    { name: 'help-staff', view: help },
    {
      name: 'help-every-role-unknown-word',
      view: { ...help, school: liveSchool, unknownWord: true, roles: ['dsl', 'ict_lead', 'administrator'] },
    },
    { name: 'help-no-school', view: { ...help, school: null, roles: [], contacts: noContacts } },
    { name: 'policies-one-school', view: policies },
    {
      name: 'policies-two-schools',
      view: {
        ...policies,
        schools: [...policies.schools, { school: liveSchool, policies: [] }],
        next: 8,
        board: true,
      },
    },
    { name: 'my-reports-none', view: { name: 'my-reports', reports: [] } },
    {
      name: 'my-reports-some',
      view: {
        name: 'my-reports',
        reports: [
          { ...kept(14), reference: 'ES-2026-0014', reportedAt: '2026-11-20T08:15:00.000Z', state: 'recorded' },
          { ...kept(15), reference: 'ES-R-7K3Q', reportedAt: '2026-11-02T16:00:00.000Z', state: 'seen' },
          { ...kept(9), reference: 'ES-2026-0009', reportedAt: '2026-06-22T23:30:00.000Z', state: 'handled' },
          { ...kept(1), reference: 'ES-2026-0001', reportedAt: '2026-01-12T09:00:00.000Z', state: 'closed' },
        ],
      },
    },
    ...(['seen', 'handled', 'closed', 'nobody-reached'] as const).map((update) => ({
      name: `reporter-update-${update}`,
      view: {
        name: 'reporter-update' as const,
        school: demoSchool,
        ...kept(14),
        reference: 'ES-2026-0014',
        update,
        contacts: allContacts,
      },
    })),
    { name: 'setup-ready', view: setup },
    { name: 'setup-ready-one-member', view: { ...setup, school: liveSchool, members: 1 } },
    {
      name: 'setup-strangers',
      view: { ...setup, strangers: ['Tobias Marmaduke', 'Weather app'], leaveYourself: true, members: 7 },
    },
    { name: 'setup-leave-yourself', view: { ...setup, leaveYourself: true } },
    ...(['stranger', 'unreachable', 'incomplete', 'not-set-up'] as const).map((why) => ({
      name: `place-stopped-${why}`,
      view: { name: 'place-stopped' as const, school: demoSchool, reference: 'ES-2026-0014', caseId, why },
    })),
    { name: 'access-request-role', view: request },
    { name: 'access-request-rebind', view: { ...request, what: 'rebind', roleTitle: null } },
    {
      name: 'access-request-confirmed',
      view: { ...request, state: 'confirmed', decidedBy: 'Dilys Featherstonehaugh' },
    },
    { name: 'access-request-refused', view: { ...request, school: liveSchool, state: 'refused' } },
  ];
}

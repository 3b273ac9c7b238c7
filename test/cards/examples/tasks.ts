import type { View } from '../../../src/core/views.ts';
import type { ExampleView } from '../example-views.ts';
import { demoSchool, LONGEST_TEXT, liveSchool, URL_OF_CONCERN } from './ingredients.ts';

type Named<Name extends View['name']> = Extract<View, { name: Name }>;

const caseId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001';
const taskId = '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0501';

const card: Named<'task-card'> = {
  name: 'task-card',
  school: demoSchool,
  taskId,
  kind: 'office',
  dueAt: '2026-11-24T17:00:00.000Z',
  state: 'open',
  reminder: false,
};

const detail: Named<'task-detail'> = {
  name: 'task-detail',
  school: demoSchool,
  taskId,
  kind: 'office',
  text: 'Please ring the family and ask for a meeting this week.',
  occurredAt: null,
  urls: [],
  device: null,
  deviceWithheld: false,
  dueAt: '2026-11-24T17:00:00.000Z',
  state: 'open',
};

const reminder: Named<'reminder'> = {
  name: 'reminder',
  school: demoSchool,
  caseId,
  reference: 'ES-2026-0014',
  what: 'task',
  dueAt: '2026-11-24T17:00:00.000Z',
};

const taken: Named<'case-taken'> = {
  name: 'case-taken',
  school: demoSchool,
  caseId,
  reference: 'ES-2026-0014',
  by: 'Barnaby Quillfeather',
};

const fetched: Named<'export-ready'> = {
  name: 'export-ready',
  school: demoSchool,
  reference: 'ES-2026-0014',
  url: 'https://esafety.puddlebrook.example/files/7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0801',
  code: 'KD4T-9WQX',
  expiresAt: '2026-11-20T11:10:00.000Z',
};

/** Tasks as their owners get them, what becomes due, and files to fetch. */
export function taskExamples(): ExampleView[] {
  return [
    { name: 'task-card-new', view: card },
    { name: 'task-card-reminder', view: { ...card, school: liveSchool, reminder: true, kind: 'sendco' } },
    { name: 'task-card-done', view: { ...card, state: 'done', dueAt: null } },
    { name: 'task-detail-office', view: detail },
    {
      name: 'task-detail-cameras',
      view: { ...detail, kind: 'cctv', text: null, occurredAt: '2026-11-19T12:40:00.000Z' },
    },
    {
      name: 'task-detail-filter',
      view: { ...detail, kind: 'ict', text: null, urls: [URL_OF_CONCERN], device: 'Laptop 14 in the library' },
    },
    {
      name: 'task-detail-longest',
      view: {
        ...detail,
        school: liveSchool,
        kind: 'other',
        text: LONGEST_TEXT.slice(0, 2_000),
        urls: Array.from({ length: 40 }, (_, index) => `hxxps://site-${index + 1}[.]example/${'a'.repeat(60)}`),
        deviceWithheld: true,
        state: 'not-needed',
      },
    },
    { name: 'my-tasks-none', view: { name: 'my-tasks', tasks: [] } },
    {
      name: 'my-tasks-most',
      view: {
        name: 'my-tasks',
        tasks: Array.from({ length: 15 }, (_, index) => ({
          taskId: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f06${String(index).padStart(2, '0')}`,
          kind: index % 2 === 0 ? 'office' : 'ict',
          dueAt: index % 3 === 0 ? null : '2026-11-24T17:00:00.000Z',
        })),
      },
    },
    ...(['task', 'referral', 'review', 'deadline'] as const).map((what) => ({
      name: `reminder-${what}`,
      view: { ...reminder, what },
    })),
    { name: 'case-taken', view: taken },
    { name: 'case-taken-restricted', view: { ...taken, school: liveSchool, reference: 'ES-R-7K3Q' } },
    { name: 'export-ready-case', view: fetched },
    { name: 'export-ready-log', view: { ...fetched, school: liveSchool, reference: null } },
    { name: 'export-ready-certificate', view: { ...fetched, reference: null, file: 'certificate' } },
  ];
}

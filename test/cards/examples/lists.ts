import type { ListedCase } from '../../../src/core/case-views.ts';
import type { HomeView } from '../../../src/core/views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool, noContacts } from './ingredients.ts';

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

const many = Array.from({ length: 15 }, (_, index) => listed(90 - index));

const home: HomeView = {
  name: 'home',
  roles: ['staff'],
  school: demoSchool,
  reports: [
    {
      reportId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0014',
      reference: 'ES-2026-0014',
      reportedAt: '2026-11-20T08:15:00.000Z',
      state: 'seen',
    },
  ],
  openCases: null,
  openTasks: 0,
  contacts: allContacts,
};

/** The bot's own page. */
export function listExamples(): ExampleView[] {
  return [
    { name: 'home-reporter', view: home },
    { name: 'home-nothing-yet', view: { ...home, school: null, reports: [], contacts: noContacts } },
    {
      name: 'home-dsl',
      view: {
        ...home,
        school: liveSchool,
        roles: ['dsl', 'deputy_head'],
        openTasks: 2,
        openCases: { cases: many, next: { filter: 'open', before: '76' } },
      },
    },
  ];
}

import type { FilterAlertDetailView, FilterAlertView, FilterSummaryView } from '../../../src/core/filter-views.ts';
import type { ExampleView } from '../example-views.ts';
import { demoSchool, liveSchool, UNRULY_TEXT, URL_OF_CONCERN } from './ingredients.ts';

const ALERT = '5c1d7d5e-0f3c-4a7e-9d51-3f2f7b0a6c11';
const OTHER = '5c1d7d5e-0f3c-4a7e-9d51-3f2f7b0a6c12';

const alert: FilterAlertView = {
  name: 'filter-alert',
  school: demoSchool,
  alertId: ALERT,
  count: 1,
  firstAt: '2026-11-10T09:14:00.000Z',
  lastAt: '2026-11-10T09:14:00.000Z',
  urgent: false,
  state: 'new',
  reference: null,
  decided: null,
  why: null,
};
const repeated = { ...alert, count: 20, lastAt: '2026-11-10T09:31:00.000Z', urgent: true };
const decided = { by: 'Dilys Featherstonehaugh', at: '2026-11-10T09:40:00.000Z' };

const detail: FilterAlertDetailView = {
  name: 'filter-alert-detail',
  school: demoSchool,
  alertId: ALERT,
  count: 20,
  firstAt: '2026-11-10T09:14:00.000Z',
  lastAt: '2026-11-10T09:31:00.000Z',
  urgent: true,
  url: URL_OF_CONCERN,
  search: 'how to hide a parrot',
  account: 'p.thistlewood@pupils.puddlebrook.example',
  device: 'LIBRARY-14',
  rule: 'Bullying',
  stopped: true,
  state: 'new',
  reference: null,
  decided: null,
};

const summary: FilterSummaryView = {
  name: 'filter-summary',
  school: demoSchool,
  from: '2026-11-06',
  to: '2026-11-08',
  alerts: 41,
  attempts: 1_204,
  urgent: 1,
  waiting: 3,
  mayOpen: true,
};

/** Invented views of filter screens. */
export function filterExamples(): ExampleView[] {
  return [
    { name: 'filter-alert', view: alert },
    { name: 'filter-alert-urgent', view: repeated },
    { name: 'filter-alert-told-urgent', view: { ...repeated, why: 'urgent' } },
    { name: 'filter-alert-told-no-place', view: { ...alert, why: 'place-not-used' } },
    { name: 'filter-alert-told-colleague', view: { ...alert, school: liveSchool, why: 'colleague' } },
    { name: 'filter-alert-case', view: { ...repeated, state: 'case', reference: 'ES-2026-0014', decided } },
    { name: 'filter-alert-set-aside', view: { ...alert, state: 'set-aside', decided } },
    { name: 'filter-alert-detail', view: detail },
    {
      name: 'filter-alert-detail-little',
      view: {
        ...detail,
        count: 1,
        urgent: false,
        url: null,
        search: null,
        account: null,
        device: null,
        rule: null,
        stopped: false,
      },
    },
    {
      name: 'filter-alert-detail-unruly',
      view: {
        ...detail,
        school: liveSchool,
        url: `hxxps://chat[.]thistle-gossip[.]example/${'a/'.repeat(900)}`,
        search: UNRULY_TEXT,
        account: UNRULY_TEXT.slice(0, 200),
        state: 'case',
        reference: 'ES-2026-0014',
        decided,
      },
    },
    { name: 'filter-summary', view: summary },
    {
      name: 'filter-summary-quiet',
      view: {
        ...summary,
        school: liveSchool,
        from: '2026-11-09',
        to: '2026-11-09',
        alerts: 2,
        attempts: 5,
        urgent: 0,
        waiting: 0,
        mayOpen: false,
      },
    },
    {
      name: 'filter-log',
      view: {
        name: 'filter-log',
        schools: [
          {
            school: demoSchool,
            schoolId: 'puddlebrook',
            provider: 'Millpond Filter',
            checks: [
              { entryId: OTHER, on: '2026-11-03', by: 'Tobias Marmaduke', result: 'blocked' },
              { entryId: ALERT, on: '2026-10-06', by: 'Tobias Marmaduke', result: 'not-blocked' },
            ],
            alerts: {
              waiting: 9,
              latest: [
                { alertId: ALERT, count: 20, lastAt: '2026-11-10T09:31:00.000Z', urgent: true },
                { alertId: OTHER, count: 1, lastAt: '2026-11-10T09:14:00.000Z', urgent: false },
              ],
            },
            mayCheck: true,
            mayAskReport: true,
          },
        ],
      },
    },
    {
      name: 'filter-log-teacher',
      view: {
        name: 'filter-log',
        schools: [
          {
            school: liveSchool,
            schoolId: 'trwyn-coch',
            provider: null,
            checks: null,
            alerts: null,
            mayCheck: false,
            mayAskReport: false,
          },
        ],
      },
    },
    {
      name: 'filter-log-two-schools',
      view: {
        name: 'filter-log',
        schools: [
          {
            school: demoSchool,
            schoolId: 'puddlebrook',
            provider: null,
            checks: [],
            alerts: { waiting: 0, latest: [] },
            mayCheck: true,
            mayAskReport: true,
          },
          {
            school: liveSchool,
            schoolId: 'trwyn-coch',
            provider: null,
            checks: [],
            alerts: null,
            mayCheck: true,
            mayAskReport: false,
          },
        ],
      },
    },
  ];
}

import type { ReviewDueView } from '../../../src/core/desk-views.ts';
import type { ExampleView } from '../example-views.ts';
import { demoSchool, liveSchool } from './ingredients.ts';

const due: ReviewDueView = {
  name: 'review-due',
  school: demoSchool,
  policy: 'Online safety policy',
  dueOn: '2027-07-31',
  overdue: false,
  url: 'https://puddlebrook.example/policies/online-safety',
  workedOn: null,
  policyId: 'c0ffee00c0ffee00c0ffee00c0ffee00',
};

/** What whoever owns a policy is told of its review. */
export function reviewExamples(): ExampleView[] {
  return [
    { name: 'review-due-coming', view: due },
    { name: 'review-due-overdue', view: { ...due, school: liveSchool, dueOn: '2026-09-30', overdue: true, url: null } },
    {
      name: 'review-due-worked-on',
      view: {
        ...due,
        policyId: null,
        workedOn: { versionId: '0b9f8f1e-6c3c-4a55-9a0e-2f8c8e2b7a10', version: '4.0' },
      },
    },
  ];
}

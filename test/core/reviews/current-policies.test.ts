import { describe, expect, it } from 'vitest';
import { currentPolicies } from '../../../src/core/reviews/current-policies.ts';
import type { PolicyVersion } from '../../../src/core/reviews/policy-store.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { loadFirst } from '../../config/example-profiles.ts';

const TITLE = 'Child protection policy';
const profile = loadFirst('demo-school');

const published: PolicyVersion = {
  id: '0b9f8f1e-6c3c-4a55-9a0e-2f8c8e2b7a10',
  title: TITLE,
  version: '2026b',
  url: 'https://larkfield-demo.example/policies/child-protection-b',
  monitoringClause: null,
  nextReviewOn: '2027-11-30',
  stage: 'published',
  createdBy: '1b9f8f1e-6c3c-4a55-9a0e-2f8c8e2b7a10',
  publishedAt: new Date('2026-11-20T10:00:00Z'),
  decisions: [],
};

const holds = (versions: PolicyVersion[], given: SchoolProfile = profile) =>
  currentPolicies(given, versions).find(({ title }) => title === TITLE);

describe('the policies that hold', () => {
  it('are those of the profile until a version is published in the chat', () => {
    expect(holds([])).toMatchObject({ version: '2026', dueOn: '2027-09-09', owner: 'dsl' });
    for (const stage of ['draft', 'slt', 'governors'] as const)
      expect(holds([{ ...published, stage, publishedAt: null }])).toMatchObject({ version: '2026' });
    expect(holds([published])).toMatchObject({
      version: '2026b',
      dueOn: '2027-11-30',
      linked: ['Online safety policy', 'Behaviour policy', 'Code of conduct'],
    });
  });

  it('are those of the profile again once it is given a later review than the version published', () => {
    const reviewed = (date: string): SchoolProfile => ({
      ...profile,
      policies: profile.policies.map((policy) => ({
        ...policy,
        version: '2027',
        last_reviews: [{ date, where: 'front page' }],
      })),
    });
    expect(holds([published], reviewed('2026-11-20'))).toMatchObject({ version: '2026b' });
    expect(holds([published], reviewed('2026-11-21'))).toMatchObject({ version: '2027', dueOn: '2027-11-21' });
  });

  it('count those that were only ever published in the chat', () => {
    const policies = currentPolicies(profile, [{ ...published, title: 'Mobile phones' }]);
    expect(policies.at(-1)).toMatchObject({
      title: 'Mobile phones',
      owner: 'esafety_coordinator',
      status: 'published',
    });
    expect(policies).toHaveLength(profile.policies.length + 1);
  });
});

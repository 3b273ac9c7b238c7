import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import type { PoliciesView } from '../../src/core/views.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { everybodyIn, openSchool } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown, wordsOf } from '../support/views.ts';

const URL = 'https://wessex.example/e-safety-policy';
const MANY = Array.from({ length: 18 }, (_, index) => `Policy ${index + 1}`);

/** A school with more policies than one page holds, each due on the same day. */
function withMany(profile: SchoolProfile): SchoolProfile {
  const [policy] = profile.policies;
  return { ...profile, policies: policy ? MANY.map((title) => ({ ...policy, title })) : [] };
}

let trust: TestDesk;
let demo: TestDesk;

beforeAll(async () => {
  trust = await openSchool('wessex', {
    change: (profile) => ({ ...profile, policies: profile.policies.map((policy) => ({ ...policy, url: URL })) }),
  });
  demo = await openDemoDesk({ at: '2027-07-31T10:00:00Z', change: withMany });
});
afterAll(async () => {
  await trust.close();
  await demo.close();
});

describe('the policies', () => {
  it('are those of every school a person works in, with the earlier of two review dates', async () => {
    const one = shown(await trust.says('teacher-a', 'policy'), 'policies');
    const both = shown(await trust.says('both', '/esafety POLICY'), 'policies');
    expect([one.schools.length, both.schools.length]).toEqual([1, 2]);
    expect(both.schools[1]).toMatchObject({
      school: { name: 'Wessex MAT – school B' },
      policies: [{ version: '01', nextReview: '2025-05-31', overdue: true, approval: 'approved' }],
    });
    expect(wordsOf(both)).toContain('Overdue since Saturday 31 May 2025');
  });

  it('[X33] are given to all staff of both schools, each with its link and version, privately', async () => {
    for (const who of everybodyIn('wessex')) {
      const reply = await trust.says(who, '/esafety policy');
      expect(reply.kind, who).toBe('show');
      expect(shown(reply, 'policies').schools[0]?.policies, who).toMatchObject([{ version: '01', url: URL }]);
      expect(wordsOf(shown(reply, 'policies')), who).toContain(URL);
    }
    expect(trust.chat.sent).toEqual([]);
  });

  it('[X05] name the seven areas the policy works together with', async () => {
    const words = wordsOf(shown(await trust.says('teacher-b', 'policy'), 'policies'));
    const areas = ['IT', 'Behaviour', 'Bullying', 'Curriculum', 'Child Protection', 'Data Protection', 'Security'];
    expect(words).toContain(`Belongs with\n${areas.join(', ')}`);
  });

  it('are worked on in one school without the other knowing of it', async () => {
    const draft = { policy: 'new', title: 'Mobile phones', version: '1', send: 'draft' };
    const opened = await trust.submits('head-a', 'policy-draft', { key: 'mobile' }, draft);
    const { versionId } = shown(opened, 'policy-version');
    const titlesFor = async (who: string) =>
      shown(await trust.says(who, 'policies'), 'policy-board').schools[0]?.policies.map(({ title }) => title);
    expect(await titlesFor('head-a')).toContain('Mobile phones');
    expect(await titlesFor('head-b')).not.toContain('Mobile phones');
    const data = { version: versionId };
    expect(await trust.presses('head-b', 'open-policy', data)).toMatchObject({ view: { notice: 'not-allowed' } });
    expect(await trust.opens('head-b', 'policy-draft', data)).toMatchObject({ view: { notice: 'not-allowed' } });
  });

  it('are overdue from the day after the review was due', async () => {
    const isOverdue = async () =>
      shown(await demo.says('teacher', 'policy'), 'policies').schools[0]?.policies[0]?.overdue;
    expect(await isOverdue()).toBe(false);
    demo.clock.set('2027-08-01T10:00:00Z');
    expect(await isOverdue()).toBe(true);
  });

  it('are turned page by page where there are many, so that every platform can carry them', async () => {
    const read: string[] = [];
    let data: Record<string, string> | null = {};
    while (data) {
      const page: PoliciesView = shown(await demo.presses('teacher', 'policies', data), 'policies');
      read.push(...page.schools.flatMap(({ policies }) => policies.map(({ title }) => title)));
      data = page.next === null ? null : { n: String(page.next) };
    }
    expect(read).toEqual(MANY);
  });

  it('are not shown to a guest', async () => {
    trust.chat.accounts.set('guest', { accountId: 'guest', email: null, guest: true, app: false });
    expect(await trust.says('guest', 'policy')).toMatchObject({ view: { name: 'emergency', reason: 'guest' } });
  });
});

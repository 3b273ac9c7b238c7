import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoDesk } from '../support/demo-school.ts';
import { openSchool } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown, wordsOf } from '../support/views.ts';

let trust: TestDesk;

beforeAll(async () => {
  trust = await openSchool('wessex');
});
afterAll(() => trust.close());

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

  it('are overdue from the day after the review was due', async () => {
    const demo = await openDemoDesk({ at: '2027-07-31T10:00:00Z' });
    try {
      const isOverdue = async () =>
        shown(await demo.says('teacher', 'policy'), 'policies').schools[0]?.policies[0]?.overdue;
      expect(await isOverdue()).toBe(false);
      demo.clock.set('2027-08-01T10:00:00Z');
      expect(await isOverdue()).toBe(true);
    } finally {
      await demo.close();
    }
  });

  it('are not shown to a guest', async () => {
    trust.chat.accounts.set('guest', { accountId: 'guest', email: null, guest: true, app: false });
    expect(await trust.says('guest', 'policy')).toMatchObject({ view: { name: 'emergency', reason: 'guest' } });
  });
});

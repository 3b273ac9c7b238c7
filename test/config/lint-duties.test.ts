import { expect, it } from 'vitest';
import { lintProfile } from '../../src/config/lint-profile.ts';
import { schoolProfileSchema } from '../../src/core/school/profile.ts';
import { findingsOf, loadExample, loadFirst, soundSchool, TODAY } from './example-profiles.ts';

const found = (settings: Record<string, unknown>) =>
  findingsOf(settings).filter(({ code }) => code === 'duty-owner-missing');

it('warns of a duty for a function nobody fills, of the second one that signs, and of an accreditation', () => {
  const review = { kind: 'security_review', every: 'term', owner: 'ict_lead', second: 'dpo' };
  expect(found({ duties: [review] })).toMatchObject([{ level: 'warning', path: 'duties[0]' }]);
  expect(found({ duties: [{ ...review, owner: 'sendco' }] })).toHaveLength(2);
  const accreditation = { name: '360 safe', renew_by: '2027-01-29', owner: 'dpo' };
  expect(found({ accreditations: [accreditation] })).toMatchObject([{ path: 'accreditations[0]' }]);
});

it('has nothing to say of the duties of the examples', () => {
  for (const name of ['writtle', 'st-andrews', 'wessex', 'milverton', 'ingol', 'demo-school']) {
    const codes = loadExample(name).flatMap((profile) =>
      lintProfile(profile, { today: TODAY }).map(({ code }) => code),
    );
    expect(codes, name).not.toContain('duty-owner-missing');
  }
});

it('refuses a month or weekday where there is none, and an accreditation among the duties', () => {
  const parse = (duty: Record<string, unknown>) =>
    schoolProfileSchema.safeParse({ ...soundSchool(), duties: [{ owner: 'office', ...duty }] }).success;
  expect(parse({ kind: 'newsletter', every: 'term' })).toBe(true);
  expect(parse({ kind: 'newsletter', every: 'year', at: 12 })).toBe(true);
  expect(parse({ kind: 'newsletter', every: 'week', at: 6 })).toBe(false);
  expect(parse({ kind: 'newsletter', every: 'term', at: 2 })).toBe(false);
  expect(parse({ kind: 'accreditation', every: 'year' })).toBe(false);
  expect(loadFirst('demo-school').duties.length).toBeGreaterThan(10);
});

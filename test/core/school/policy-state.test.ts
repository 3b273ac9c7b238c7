import { describe, expect, it } from 'vitest';
import { approvalState } from '../../../src/core/school/approval-state.ts';
import { effectiveNextReview } from '../../../src/core/school/effective-next-review.ts';

const on = (...dates: string[]) => dates.map((date) => ({ date, where: 'front page' }));
const NONE = { adopted: null, cycle: null, last_reviews: [], next_reviews: [] };

describe('when a policy is due for review', () => {
  it('[X01] uses the earlier of two stated dates', () => {
    expect(effectiveNextReview({ ...NONE, next_reviews: on('2026-05-31', '2025-05-31') })).toEqual({
      due: '2025-05-31',
      basis: 'next-review',
      unresolved: false,
    });
  });

  it('[W01] counts the cycle from the last review', () => {
    expect(
      effectiveNextReview({ ...NONE, adopted: '2014-03-31', cycle: 'P1Y', last_reviews: on('2022-03-10') }),
    ).toEqual({
      due: '2023-03-10',
      basis: 'last-review',
      unresolved: false,
    });
  });

  it('[M02] counts from the earlier last review while it is unresolved, unless a next review is stated', () => {
    const policy = { ...NONE, cycle: 'P1Y', last_reviews: on('2023-12-31', '2023-07-31') };
    expect(effectiveNextReview(policy)).toEqual({ due: '2024-07-31', basis: 'last-review', unresolved: true });
    expect(effectiveNextReview({ ...policy, next_reviews: on('2024-12-31') })).toEqual({
      due: '2024-12-31',
      basis: 'next-review',
      unresolved: true,
    });
  });

  it('counts from the adoption where there was no review, and keeps to the end of February', () => {
    expect(effectiveNextReview({ ...NONE, adopted: '2024-02-29', cycle: 'P1Y6M' })).toEqual({
      due: '2025-08-29',
      basis: 'adopted',
      unresolved: false,
    });
    expect(effectiveNextReview({ ...NONE, adopted: '2024-02-29', cycle: 'P1Y' }).due).toBe('2025-02-28');
  });

  it('[I01] gives none without a date or a cycle', () => {
    const none = { due: null, basis: 'none', unresolved: false };
    expect(effectiveNextReview(NONE)).toEqual(none);
    expect(effectiveNextReview({ ...NONE, adopted: '2024-01-01' })).toEqual(none);
    expect(effectiveNextReview({ ...NONE, cycle: 'P1Y' })).toEqual(none);
  });
});

describe('whether a policy is approved', () => {
  it('[A02] takes it as not evidenced while a box is blank', () => {
    const approvals = [
      { by: 'Headteacher', on: '2019-09-30' },
      { by: 'Governing body', on: null },
    ];
    expect(approvalState({ approvals })).toEqual({ state: 'not-evidenced', missing: ['Governing body'] });
  });

  it('takes it as approved only when every box has a date', () => {
    expect(approvalState({ approvals: [{ by: 'Governing body', on: '2019-09-30' }] })).toEqual({
      state: 'approved',
      missing: [],
    });
    expect(approvalState({ approvals: [] })).toEqual({ state: 'not-evidenced', missing: [] });
  });
});

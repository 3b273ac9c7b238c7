import { describe, expect, it } from 'vitest';
import { addDays, addPeriod, daysBetween } from '../../../src/core/school/add-period.ts';
import { academicYear, academicYearOf, halfTermsOf, termsOf } from '../../../src/core/school/school-year.ts';
import { loadFirst } from '../../config/example-profiles.ts';

const demo = loadFirst('demo-school');
const WITHOUT_DATES = { terms: [] };

describe('the school year', () => {
  it('goes from September to August', () => {
    expect(academicYearOf('2026-08-31')).toBe('2025-26');
    expect(academicYearOf('2026-09-01')).toBe('2026-27');
    expect(academicYearOf('2099-12-31')).toBe('2099-00');
    expect(academicYear('2026-27')).toEqual({ key: '2026-27', from: '2026-09-01', to: '2027-08-31' });
  });

  it('has three terms, each from the first day of its first part to the last of its last', () => {
    expect(termsOf(demo, '2026-27')).toEqual([
      { key: '2026-27/1-autumn', season: 'autumn', from: '2026-09-02', to: '2026-12-18' },
      { key: '2026-27/2-spring', season: 'spring', from: '2027-01-04', to: '2027-03-25' },
      { key: '2026-27/3-summer', season: 'summer', from: '2027-04-12', to: '2027-07-21' },
    ]);
  });

  it('has usual months where a school gives no dates', () => {
    expect(termsOf(WITHOUT_DATES, '2027-28').map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2027-09-01 2027-12-20',
      '2028-01-05 2028-03-31',
      '2028-04-15 2028-07-22',
    ]);
  });

  it('halves a term at its holiday, or in the middle, in a leap year too', () => {
    const [autumn] = termsOf(demo, '2026-27');
    expect(autumn && halfTermsOf(demo, autumn).map(({ key, from }) => `${key} ${from}`)).toEqual([
      '2026-27/1-autumn/1 2026-09-02',
      '2026-27/1-autumn/2 2026-11-02',
    ]);
    const spring = termsOf(WITHOUT_DATES, '2027-28')[1];
    const [first, second] = spring ? halfTermsOf(WITHOUT_DATES, spring) : [];
    expect([first?.from, first?.to, second?.from, second?.to]).toEqual([
      '2028-01-05',
      '2028-02-17',
      '2028-02-18',
      '2028-03-31',
    ]);
  });
});

describe('days and periods', () => {
  it('count a leap day, and clock changes do not make a day longer or shorter', () => {
    expect(addPeriod('2028-02-29', 'P1Y')).toBe('2029-02-28');
    expect(addPeriod('2027-08-31', 'P6M')).toBe('2028-02-29');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });
});

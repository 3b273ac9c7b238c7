import { describe, expect, it } from 'vitest';
import { quietTime } from '../../../src/core/messages/quiet-message.ts';
import { isSchoolDay } from '../../../src/core/school/calendar.ts';
import { withUsualTerms } from '../../../src/core/school/usual-terms.ts';
import { loadFirst } from '../../config/example-profiles.ts';

const demo = loadFirst('demo-school');
const last =
  demo.terms
    .map(({ to }) => to)
    .sort()
    .at(-1) ?? '';
const year = Number(last.slice(0, 4));

describe('a school whose term dates have run out', () => {
  it('goes on by the usual months, from the school year after its last term', () => {
    expect(withUsualTerms(demo, last)).toBe(demo);
    const isOpen = (day: string) => isSchoolDay(withUsualTerms(demo, day), day);
    expect(isOpen(`${year}-08-18`)).toBe(false);
    expect(isOpen(`${year}-09-14`) || isOpen(`${year}-09-15`)).toBe(true);
    expect(isOpen(`${year}-12-28`)).toBe(false);
    expect(isOpen(`${year + 2}-03-01`) || isOpen(`${year + 2}-03-02`)).toBe(true);
  });

  it('uses the usual spring and summer where it has entered the autumn alone', () => {
    const autumn = { ...demo, terms: [{ from: '2026-09-02', to: '2026-12-18' }] };
    expect(isSchoolDay(withUsualTerms(autumn, '2027-02-02'), '2027-02-02')).toBe(true);
    expect(isSchoolDay(withUsualTerms(autumn, '2027-04-06'), '2027-04-06')).toBe(false);
  });

  it('gets what belongs to no case on a school morning all the same, and never at night', () => {
    const evening = quietTime(demo, new Date(`${last}T20:00:00Z`)).toISOString();
    expect(evening.slice(0, 7)).toBe(`${year}-09`);
    expect(quietTime(demo, new Date(`${year}-10-06T02:00:00Z`)).toISOString()).toMatch(/T0[78]:/);
    expect(
      quietTime(demo, new Date(`${year + 3}-01-01T12:00:00Z`))
        .toISOString()
        .slice(0, 7),
    ).toBe(`${year + 3}-01`);
  });
});

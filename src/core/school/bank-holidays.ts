import type { SchoolProfile } from './profile.ts';

/**
 * Bank holidays of England and Wales. Source: gov.uk/bank-holidays, division "england-and-wales"; dates further on than that
 * page follow the rule it follows (Banking and Financial Dealings Act 1971, schedule 1: a day that falls on a weekend is made
 * up on the next working day). Days proclaimed later, such as a state funeral, go into a school's `closed_days`. In years that
 * are not listed yet a bank holiday counts as a working day: then somebody is told a day too early and never too late.
 */
const ENGLAND_AND_WALES: readonly string[] = [
  // 2025
  '2025-01-01',
  '2025-04-18',
  '2025-04-21',
  '2025-05-05',
  '2025-05-26',
  '2025-08-25',
  '2025-12-25',
  '2025-12-26',
  // 2026: Boxing Day is made up on Monday 28 December.
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-04',
  '2026-05-25',
  '2026-08-31',
  '2026-12-25',
  '2026-12-28',
  // 2027: Christmas Day and Boxing Day are made up on Monday and Tuesday.
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
  '2027-05-03',
  '2027-05-31',
  '2027-08-30',
  '2027-12-27',
  '2027-12-28',
  // 2028: New Year's Day is made up on Monday 3 January.
  '2028-01-03',
  '2028-04-14',
  '2028-04-17',
  '2028-05-01',
  '2028-05-29',
  '2028-08-28',
  '2028-12-25',
  '2028-12-26',
];

const NONE: ReadonlySet<string> = new Set();
const englandAndWales: ReadonlySet<string> = new Set(ENGLAND_AND_WALES);

/** Scotland and Northern Ireland have bank holidays of their own: until they are filled in, a school there lists its closed days. */
const BY_NATION: Record<SchoolProfile['nation'], ReadonlySet<string>> = {
  england: englandAndWales,
  wales: englandAndWales,
  scotland: NONE,
  'northern-ireland': NONE,
};

/** Whether a local day, `YYYY-MM-DD`, is a bank holiday where the school is. */
export const isBankHoliday = (nation: SchoolProfile['nation'], day: string): boolean => BY_NATION[nation].has(day);

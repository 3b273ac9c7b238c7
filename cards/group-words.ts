import type { StaffGroup } from '../src/core/people/staff-row.ts';

/** What each group of staff is called. */
export const GROUP_WORDS: Record<StaffGroup, string> = {
  teachers: 'Teachers',
  support: 'Support staff',
  lunch: 'Lunchtime staff',
  site: 'Site staff',
  office: 'Office',
  governors: 'Governors',
  volunteers: 'Volunteers',
  trustees: 'Trustees',
};

import type { Role } from '../school/roles.ts';

/** The groups of people whose training and acknowledgements are counted apart. Source: Ingol policy, social media. */
export const STAFF_GROUPS = [
  'teachers',
  'support',
  'lunch',
  'site',
  'office',
  'governors',
  'volunteers',
  'trustees',
] as const;
/** One group of people who work or volunteer in a school. */
export type StaffGroup = (typeof STAFF_GROUPS)[number];

/** One line of a school's staff list, checked: one person in one school. */
export interface StaffRow {
  /** Line of the file it stands on, counted from 1. */
  line: number;
  /** The id of the school, from its profile. */
  schoolId: string;
  /** In lower case; unique within the school. */
  email: string;
  /** The address this person stood under before, in lower case; `none` says that it is another person of the same name. */
  previousEmail: string | null;
  name: string;
  /** Empty where the list gives none. */
  jobTitle: string;
  /** The functions as the list gives them, before "same as" is followed; `['staff']` where it gives none. */
  roles: Role[];
  group: StaffGroup;
  /** First day, YYYY-MM-DD; null where it is not limited. */
  startsOn: string | null;
  /** Last day, YYYY-MM-DD; access ends on the day after. */
  endsOn: string | null;
}

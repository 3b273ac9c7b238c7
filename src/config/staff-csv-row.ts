import { z } from 'zod';
import { STAFF_GROUPS, type StaffGroup, type StaffRow } from '../core/people/staff-row.ts';
import type { SchoolProfile } from '../core/school/profile.ts';
import { ROLES, type Role } from '../core/school/roles.ts';
import { suggest } from './suggest.ts';

/** The columns of a staff list, in the order of the example. */
export const STAFF_COLUMNS = [
  'email',
  'name',
  'job_title',
  'roles',
  'group',
  'starts',
  'ends',
  'school',
  'previous_email',
] as const;
/** One column of a staff list. */
export type StaffColumn = (typeof STAFF_COLUMNS)[number];

/** One mistake in a staff list. The message never carries a whole row, nor an e-mail address. */
export interface StaffCsvError {
  /** Counted from 1. */
  line: number;
  /** Heading of the column; empty where the file or the line as a whole is meant. */
  column: string;
  /** What is wrong and what to do, without the line number. */
  message: string;
}

/** Checks one line of a staff list. The row is null as soon as one column is wrong; every wrong column is told. */
export function readStaffRow(
  line: number,
  values: Partial<Record<StaffColumn, string>>,
  schools: readonly SchoolProfile[],
): { row: StaffRow | null; errors: StaffCsvError[] } {
  const errors: StaffCsvError[] = [];
  const fail = (column: StaffColumn, message: string): null => {
    errors.push({ line, column, message });
    return null;
  };
  const school = readSchool(values.school ?? '', schools, fail);
  const email = readEmail(values.email ?? '', school, fail);
  const previousEmail = readPreviousEmail(values.previous_email ?? '', email, fail);
  const name = values.name || fail('name', 'the name is missing; fill it in');
  const roles = readRoles(values.roles ?? '', fail);
  const group = readGroup(values.group ?? '', fail);
  const startsOn = readDate('starts', values.starts ?? '', fail);
  const endsOn = readDate('ends', values.ends ?? '', fail);
  if (startsOn && endsOn && endsOn < startsOn)
    fail('ends', 'the last day is before the first; correct one of the dates');
  if (errors.length > 0 || !school || !email || !name || !group) return { row: null, errors };
  const jobTitle = values.job_title ?? '';
  return {
    row: { line, schoolId: school.id, email, previousEmail, name, jobTitle, roles, group, startsOn, endsOn },
    errors,
  };
}

type Fail = (column: StaffColumn, message: string) => null;

function readSchool(value: string, schools: readonly SchoolProfile[], fail: Fail): SchoolProfile | null {
  const [only, ...others] = schools;
  if (value === '' && only && others.length === 0) return only;
  const ids = schools.map((school) => school.id);
  if (value === '') return fail('school', `say which school; use one of ${ids.join(', ')}`);
  return (
    schools.find((school) => school.id === value.toLowerCase()) ?? fail('school', notOneOf(value, 'a school here', ids))
  );
}

function readEmail(value: string, school: SchoolProfile | null, fail: Fail): string | null {
  if (value === '') return fail('email', 'the e-mail address is missing; fill in the account the person signs in with');
  const email = value.toLowerCase();
  if (!z.email().safeParse(email).success) {
    return fail('email', 'this is not an e-mail address; write it as name@school.example, without spaces');
  }
  const allowed = school?.email_domains ?? [];
  if (allowed.length > 0 && !allowed.includes(email.slice(email.lastIndexOf('@') + 1))) {
    return fail('email', `only school accounts are allowed; use an address that ends in @${allowed.join(' or @')}`);
  }
  return email;
}

/** Not held to the school's own domains: an address may have changed because the domain did. */
function readPreviousEmail(value: string, email: string | null, fail: Fail): string | null {
  const previous = value.toLowerCase();
  if (previous === '' || previous === 'none' || previous === email) return previous === 'none' ? previous : null;
  if (z.email().safeParse(previous).success) return previous;
  return fail(
    'previous_email',
    'this is not an e-mail address; write the one the person had before, or none if it is another person of the same name',
  );
}

function readRoles(value: string, fail: Fail): Role[] {
  const roles = new Set<Role>();
  for (const word of value.split(/[;,|\s]+/).filter((part) => part !== '')) {
    const role = ROLES.find((known) => known === word.toLowerCase());
    if (role) roles.add(role);
    else fail('roles', notOneOf(word, 'a function', ROLES));
  }
  return roles.size > 0 ? [...roles] : ['staff'];
}

function readGroup(value: string, fail: Fail): StaffGroup | null {
  if (value === '') return fail('group', `the group is missing; use one of ${STAFF_GROUPS.join(', ')}`);
  const group = STAFF_GROUPS.find((known) => known === value.toLowerCase());
  return group ?? fail('group', notOneOf(value, 'a group', STAFF_GROUPS));
}

/** Takes the day first as well, because spreadsheets in the UK rewrite a date that way when the list is saved. */
function readDate(column: 'starts' | 'ends', value: string, fail: Fail): string | null {
  if (value === '') return null;
  const iso = value.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
  if (z.iso.date().safeParse(iso).success) return iso;
  return fail(column, `'${value.slice(0, 20)}' is not a date; write it as YYYY-MM-DD or DD/MM/YYYY`);
}

function notOneOf(value: string, noun: string, known: readonly string[]): string {
  const meant = suggest(value, known);
  const fix = meant ? `did you mean '${meant}'?` : `use one of ${known.join(', ')}`;
  return `'${value.slice(0, 30)}' is not ${noun}; ${fix}`;
}

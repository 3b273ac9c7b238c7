import { describe, expect, it } from 'vitest';
import { findAdult } from '../../src/core/incidents/find-adult.ts';
import { NOT_LISTED } from '../../src/core/incidents/report-form.ts';
import type { StaffMember } from '../../src/core/people/membership.ts';

const person = (personId: string, name: string, jobTitle: string): StaffMember => ({
  personId,
  name,
  jobTitle,
  email: `${personId}@school.example`,
  roles: ['staff'],
  staffGroup: 'teachers',
  startsOn: null,
  endsOn: null,
});
const staff = [
  person('a', 'Sam Invented', 'Teacher'),
  person('b', 'Kim Invented', 'Cook'),
  person('c', 'Kim Invented', 'Nurse'),
];

describe('who the adult is', () => {
  it('takes an id of the list', () => expect(findAdult(staff, 'b')).toBe('b'));
  it('finds a typed name whatever its case and spacing', () => expect(findAdult(staff, '  sam   INVENTED ')).toBe('a'));
  it('finds a name with the job title', () => expect(findAdult(staff, 'Kim Invented, Nurse')).toBe('c'));
  it('does not guess between two people of one name', () => expect(findAdult(staff, 'Kim Invented')).toBeNull());
  it('does not know a name that is not there', () => expect(findAdult(staff, 'Alex Unknown')).toBeNull());
  it('takes "not on this list", chosen or typed', () => {
    expect(findAdult(staff, NOT_LISTED)).toBe(NOT_LISTED);
    expect(findAdult(staff, 'someone not on this list')).toBe(NOT_LISTED);
  });
});

import type { StaffRow } from '../../src/core/people/staff-row.ts';
import type { Role } from '../../src/core/school/roles.ts';

/** One line of a staff list as an import reads it, for somebody called after their account. */
export function staffRow(schoolId: string, who: string, roles: Role[], more: Partial<StaffRow> = {}): StaffRow {
  return {
    line: 2,
    schoolId,
    email: `${who}@school.example`,
    previousEmail: null,
    name: `Staff ${who}`,
    jobTitle: '',
    roles,
    group: 'teachers',
    startsOn: null,
    endsOn: null,
    ...more,
  };
}

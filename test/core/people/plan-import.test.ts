import { describe, expect, it } from 'vitest';
import { accessLost, rolesThatOpenCases } from '../../../src/core/access.ts';
import type { StaffMember } from '../../../src/core/people/membership.ts';
import { planRow } from '../../../src/core/people/plan-import.ts';
import type { StaffRow } from '../../../src/core/people/staff-row.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import { soundSchool } from '../../config/example-profiles.ts';
import { staffRow } from '../../support/staff-rows.ts';

const SCHOOL = soundSchool();
const TODAY = '2026-11-10';

const member = (roles: Role[], more: Partial<StaffMember> = {}): StaffMember => ({
  personId: 'p',
  name: 'Staff p',
  email: 'p@school.example',
  jobTitle: '',
  roles,
  staffGroup: 'teachers',
  startsOn: null,
  endsOn: null,
  ...more,
});
const plan = (before: StaffMember | null, roles: Role[], more: Partial<StaffRow> = {}, hasAccount = true) =>
  planRow(
    SCHOOL,
    { row: staffRow('larkfield-demo', 'p', roles, more), personId: 'p', member: before },
    { today: TODAY, hasAccount, beginAll: false },
  );

describe('law 4: which functions of a line begin at once', () => {
  it('keeps what somebody holds, also before the first day', () => {
    expect(plan(member(['dsl']), ['dsl'])).toMatchObject({ rolesNow: ['dsl'], waiting: [] });
    const later = { startsOn: '2026-12-01' };
    expect(plan(member(['dsl'], later), ['dsl'], later)).toMatchObject({ rolesNow: ['dsl'], waiting: [] });
  });

  it('gives a leaver who returns nothing without a holder’s word', () => {
    const left = member(['dsl', 'class_teacher'], { endsOn: '2026-11-09' });
    expect(plan(left, ['dsl', 'class_teacher'])).toMatchObject({ rolesNow: ['class_teacher'], waiting: ['dsl'] });
    expect(plan(member(['dsl'], { endsOn: TODAY }), ['dsl'])).toMatchObject({ waiting: [] });
  });

  it('records no function for somebody whose last day is over, and asks nobody', () => {
    const ends = { endsOn: '2026-11-09' };
    expect(plan(null, ['dsl'], ends)).toMatchObject({ rolesNow: [], waiting: [] });
    expect(plan(member(['dsl'], ends), ['dsl'], ends)).toMatchObject({ rolesNow: ['dsl'], waiting: [] });
  });

  it('keeps them over a new address only where the account is known, so that nobody slips in by the address', () => {
    const before = member(['dsl'], { email: 'before@school.example' });
    expect(plan(before, ['dsl'])).toMatchObject({ rolesNow: ['dsl'], waiting: [] });
    expect(plan(before, ['dsl'], {}, false)).toMatchObject({ rolesNow: [], waiting: ['dsl'] });
  });
});

describe('functions that open cases', () => {
  it('are also those the school’s routes and cover name, and those that are the same as one', () => {
    const profile = soundSchool({
      roles: { ...SCHOOL.roles, office: { same_as: 'network_manager' }, ict_lead: {}, network_manager: {} },
      routes: [{ name: 'A', to: ['office'] }],
      cover: ['governor', 'administrator'],
      holiday_cover: { roles: ['dpo', 'staff'] },
    });
    const opening = rolesThatOpenCases(profile);
    expect(opening).toEqual(expect.arrayContaining(['office', 'network_manager', 'governor', 'dpo', 'dsl', 'chair']));
    for (const never of ['administrator', 'staff', 'class_teacher', 'sendco']) expect(opening).not.toContain(never);
    expect(rolesThatOpenCases(SCHOOL)).not.toContain('network_manager');
  });
});

describe('the grants that end with a function', () => {
  const gone = (before: Role[], after: Role[]) => accessLost(SCHOOL, before, after);

  it.each<[string, Role[], Role[], boolean, boolean]>([
    ['a DSL becomes a teacher', ['dsl'], ['class_teacher'], true, false],
    ['a head becomes a teacher', ['head'], ['class_teacher'], true, true],
    ['a head becomes DSL', ['head'], ['dsl'], false, true],
    ['a head is DSL no more', ['head', 'dsl'], ['head'], false, false],
    ['a DSL becomes chair', ['dsl'], ['chair'], true, false],
    ['a teacher changes class', ['class_teacher'], ['class_teacher', 'office'], false, false],
    ['nothing changes', ['head'], ['head'], false, false],
  ])('are those nothing else leads to: %s', (_, before, after, pupilCases, restrictedCases) => {
    expect(gone(before, after)).toEqual({ pupilCases, restrictedCases });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import type { StaffRow } from '../../src/core/people/staff-row.ts';
import type { Role } from '../../src/core/school/profile.ts';
import { loadStaff } from '../../src/load-staff.ts';
import { openTestDesk, type TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({
    profiles: ['examples/demo-school.yaml'],
    people: [
      { who: 'lead', roles: ['dsl'] },
      { who: 'head', roles: ['head'] },
      { who: 'admin', roles: ['administrator'] },
    ],
  });
});
afterAll(() => desk.close());

const row = (who: string, roles: Role[], endsOn: string | null): StaffRow => ({
  line: 2,
  schoolId: 'larkfield-demo',
  email: `${who}@school.example`,
  previousEmail: null,
  name: who,
  jobTitle: '',
  roles,
  group: 'teachers',
  startsOn: null,
  endsOn,
});
const load = (rows: StaffRow[]) => {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no profile');
  return loadStaff(desk.program, profile, rows, { dryRun: false });
};

describe('an import cannot empty the safeguarding team', () => {
  it('refuses to end or strip the last holders, so that the next import is not taken for the first', async () => {
    await expect(load([row('lead', ['dsl'], '2026-11-01'), row('head', ['staff'], null)])).rejects.toThrow(ConfigError);
    await expect(load([row('lead', ['dsl'], '2027-07-21'), row('head', ['head'], '2027-07-21')])).rejects.toThrow(
      /successor/,
    );
    const staff = await desk.program.store.listStaff('larkfield-demo');
    expect(staff.every(({ endsOn }) => endsOn === null)).toBe(true);
  });

  it('lets one leave while another stays', async () => {
    await expect(load([row('lead', ['dsl'], '2026-12-18')])).resolves.toMatchObject({ codes: [] });
  });
});

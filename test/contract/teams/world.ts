import { createHash } from 'node:crypto';
import type { PlaygroundPerson, PlaygroundWorld } from '../../../playground/server.ts';
import type { StaffRow } from '../../../src/core/people/staff-row.ts';
import type { Who } from '../driver.ts';

/** Another bot, as a member list could name it. */
export const OTHER_APP = '28:another-app';

/** The tenant of these tests, as the playground has it. */
export interface TeamsWorld {
  world: PlaygroundWorld;
  tenantId: string;
  casesChannel: string;
  staffChannel: string;
  casesTeam: string;
  accountOf(who: Who | 'app'): string;
}

/** Makes a tenant in which everybody on a staff list has an account, and a few others besides. */
export function makeTeamsWorld(rows: readonly StaffRow[]): TeamsWorld {
  const tenantId = makeUuid(`tenant|${rows[0]?.schoolId}`);
  const people = [...rows.map(({ name, email }) => ({ name, email })), ...OTHERS]
    .filter(({ email }, index, all) => all.findIndex((each) => each.email === email) === index)
    .map((each) => makePerson(tenantId, each));
  const ids = new Map(people.map(({ id, name }) => [name.split(' ')[0], id]));
  const accountOf = (who: Who | 'app'): string => (who === 'app' ? OTHER_APP : (ids.get(who) ?? ''));
  const casesTeam = `19:dsl-team-${tenantId}@thread.tacv2`;
  const casesChannel = `19:dsl-team-cases-${tenantId}@thread.tacv2`;
  const staffChannel = `19:all-staff-general-${tenantId}@thread.tacv2`;
  const app = { ...makePerson(tenantId, { name: 'Another app', email: '' }), id: OTHER_APP };
  const world: PlaygroundWorld = {
    tenantId,
    schoolName: 'Contract',
    people: [...people, app],
    teams: [
      {
        id: `19:all-staff-${tenantId}@thread.tacv2`,
        name: 'All staff',
        channels: [{ id: staffChannel, name: 'General' }],
        memberIds: STAFFROOM.map(accountOf),
      },
      {
        id: casesTeam,
        name: 'Safeguarding team',
        channels: [{ id: casesChannel, name: 'Cases' }],
        memberIds: (['Dana', 'Dev', 'Hope'] as const).map(accountOf),
      },
    ],
    guide: [],
  };
  return { world, tenantId, casesChannel, staffChannel, casesTeam, accountOf };
}

const STAFFROOM: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Olive', 'Nia', 'Ada'];
/** Accounts of the tenant that belong to nobody on the staff. */
const OTHERS = [
  { name: 'Gus Guest', email: 'gus@partner.example', guest: true },
  { name: 'Uma Unknown', email: 'uma.unknown@larkfield-demo.example' },
];

function makePerson(tenantId: string, given: { name: string; email: string; guest?: boolean }): PlaygroundPerson {
  const { name, email } = given;
  const id = makeUuid(`${tenantId}|${email}`);
  return { id: `29:${id}`, aadObjectId: id, name, email, jobTitle: '', ...(given.guest ? { guest: true } : {}) };
}

function makeUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

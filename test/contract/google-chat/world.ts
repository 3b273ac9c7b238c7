import type { StaffRow } from '../../../src/core/people/staff-row.ts';
import type { Who } from '../driver.ts';
import type { GooglePerson } from './events.ts';
import type { GoogleState, StoredMember, StoredSpace } from './google-state.ts';

/** The organisation of these tests, as Google keeps it. */
export interface GoogleWorld {
  domainId: string;
  cases: StoredSpace;
  staffroom: StoredSpace;
  personOf(who: Who): GooglePerson;
  memberOf(who: Who | 'app'): StoredMember;
}

const STAFFROOM: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Olive', 'Nia', 'Ada'];
const OTHER_APP = 'users/900000000000000000002';
/** Accounts of the organisation that belong to nobody on the staff; the first was made for a guest. */
const OTHERS = [
  { name: 'Gus Guest', email: 'gus@partner.example' },
  { name: 'Uma Unknown', email: 'uma.unknown@larkfield-demo.example' },
];

/** Makes an organisation in which everybody on a staff list has an account, with the two spaces of the school. */
export function makeGoogleWorld(state: GoogleState, rows: readonly StaffRow[]): GoogleWorld {
  const seed = [...(rows[0]?.schoolId ?? 'school')].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 90_000, 7);
  const domainId = `0${(seed + 10_000).toString(36)}xy`;
  const people = new Map<string, GooglePerson>();
  for (const [index, { name, email }] of [...rows, ...OTHERS].entries()) {
    const [first = ''] = name.split(' ');
    if (people.has(first)) continue;
    const id = `1${String(seed).padStart(5, '0')}${String(index).padStart(15, '0')}`;
    people.set(first, { name: `users/${id}`, displayName: name, email, domainId });
  }
  const personOf = (who: Who): GooglePerson => people.get(who) as GooglePerson;
  const memberOf = (who: Who | 'app'): StoredMember =>
    who === 'app'
      ? { name: OTHER_APP, type: 'BOT', affiliation: 'INTERNAL' }
      : { name: personOf(who).name, type: 'HUMAN', affiliation: who === 'Gus' ? 'MANAGED_EXTERNAL' : 'INTERNAL' };
  const addSpace = (name: string, members: Who[]): StoredSpace =>
    state.addSpace({ name: `spaces/${name}${seed}`, spaceType: 'SPACE', members: members.map(memberOf) });
  const world = {
    domainId,
    cases: addSpace('CASES', ['Dana', 'Dev', 'Hope']),
    staffroom: addSpace('STAFF', STAFFROOM),
    personOf,
    memberOf,
  };
  // The administrator has installed the app for everybody of the organisation.
  for (const person of people.values()) state.addPersonal(person.name);
  return world;
}

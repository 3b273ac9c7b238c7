import { ConfigError } from './config/config-error.ts';
import { CASE_ROLES } from './core/access.ts';
import { accessHolders, requestRole } from './core/people/access-requests.ts';
import type { StaffMember } from './core/people/membership.ts';
import type { StaffRow } from './core/people/staff-row.ts';
import { type Role, rolesHeld, type SchoolProfile } from './core/school/profile.ts';
import type { Program } from './program.ts';
import { randomCode } from './random-ids.ts';
import { saveCode } from './store/access-requests.ts';
import { currentRoles, type ImportedPerson, importStaff } from './store/import-staff.ts';
import { personOfEmail } from './store/people.ts';

/** A one-time code to be handed over in person. */
export interface HandedCode {
  email: string;
  role: Role | null;
  code: string;
}

/** What an import did, or with a dry run would do. */
export interface StaffLoad {
  people: ImportedPerson[];
  /** Codes for the first holders of case access, where the school has none yet. */
  codes: HandedCode[];
  /** Functions that wait for an existing holder's confirmation. */
  waiting: { email: string; role: Role }[];
}

const CODE_VALID_MILLISECONDS = 14 * 24 * 60 * 60_000;

/**
 * Imports one school's staff. Functions that open cases do not begin by an import alone (law 4): an existing holder confirms
 * them in chat; where a school has no holder yet, each gets a code from this command line.
 * @param options.beginAll begins every function at once: for the demo school, which holds invented people only
 */
export async function loadStaff(
  program: Program,
  profile: SchoolProfile,
  rows: StaffRow[],
  options: { dryRun: boolean; beginAll?: boolean },
): Promise<StaffLoad> {
  const { database, keys, desk } = program;
  const now = desk.clock.now();
  const held = await currentRoles(database, profile.id);
  const staff = await program.store.listStaff(profile.id);
  const hasHolder = accessHolders(profile, staff, now).length > 0;
  const plans = [];
  for (const row of rows) {
    const personId = await personOfEmail(database, keys, profile.id, row.email);
    const before = (personId && held.get(personId)) || [];
    const pending = options.beginAll
      ? []
      : row.roles.filter((role) => opensCases(profile, role) && !before.includes(role));
    plans.push({ row, rolesNow: row.roles.filter((role) => !pending.includes(role)), pending });
  }
  if (hasHolder) refuseWithoutHolder(profile, staff, plans);
  const waiting = plans.flatMap(({ row, pending }) => pending.map((role) => ({ email: row.email, role })));
  if (options.dryRun) return { people: [], codes: [], waiting };
  const people = await importStaff(database, keys, profile.id, plans, { now, uuid: desk.ids.uuid });
  desk.staff.clear();
  const idOf = (email: string) => people.find((person) => person.email === email)?.personId as string;
  if (hasHolder) {
    for (const { email, role } of waiting) await requestRole(desk, profile, idOf(email), role);
    return { people, codes: [], waiting };
  }
  const codes: HandedCode[] = [];
  for (const { email, role } of waiting) codes.push(await handCode(program, profile.id, idOf(email), email, role));
  return { people, codes, waiting: [] };
}

/**
 * Refuses an import after which nobody could open cases any more: the next import would then count as the school's first, and
 * whoever holds the command line could hand himself the code (law 4). Somebody with an end date is as good as gone.
 */
function refuseWithoutHolder(
  profile: SchoolProfile,
  staff: StaffMember[],
  plans: { row: StaffRow; rolesNow: Role[] }[],
): void {
  const after = new Map(staff.map(({ email, roles, endsOn }) => [email, { roles, endsOn }]));
  for (const { row, rolesNow } of plans) after.set(row.email, { roles: rolesNow, endsOn: row.endsOn });
  const stays = [...after.values()].some(
    ({ roles, endsOn }) => endsOn === null && roles.some((role) => opensCases(profile, role)),
  );
  if (stays) return;
  throw new ConfigError(
    'Nothing was imported. After it nobody at the school could open cases. Add the successor first, let a present holder confirm in chat, then import the leavers.',
  );
}

/** Makes a one-time code that ties a person's chat account, and begins a function where one is given. */
export async function handCode(
  program: Program,
  schoolId: string,
  personId: string,
  email: string,
  role: Role | null,
): Promise<HandedCode> {
  const now = program.desk.clock.now();
  const code = `${randomCode(5)}-${randomCode(5)}`;
  const expiresAt = new Date(now.getTime() + CODE_VALID_MILLISECONDS);
  await saveCode(program.database, schoolId, { code, personId, role, expiresAt }, now);
  return { email, role, code };
}

/** Whether a function opens cases, by itself or by one that is "same as" it. */
function opensCases(profile: SchoolProfile, role: Role): boolean {
  return rolesHeld(profile, [role]).some((each) => CASE_ROLES.includes(each));
}

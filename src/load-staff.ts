import { ConfigError } from './config/config-error.ts';
import { CASE_ROLES } from './core/access.ts';
import { accessHolders, requestRole } from './core/people/access-requests.ts';
import { type KnownRow, matchRows } from './core/people/match-rows.ts';
import type { StaffMember } from './core/people/membership.ts';
import { hasEnded, type PlannedRow, planRow } from './core/people/plan-import.ts';
import type { StaffRow } from './core/people/staff-row.ts';
import { addDays } from './core/school/add-period.ts';
import { localDay } from './core/school/calendar.ts';
import { rolesHeld, type SchoolProfile } from './core/school/profile.ts';
import type { Role } from './core/school/roles.ts';
import type { Program } from './program.ts';
import { randomCode } from './random-ids.ts';
import { saveCode } from './store/access-requests.ts';
import { findKnown, type ImportedPerson, importStaff, type PresentStaff } from './store/import-staff.ts';

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

/** A school is set up within these days: who is loaded then is no new starter. */
const SETTING_UP_DAYS = 14;
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
  const known = await findKnown(database, keys, profile.id, rows);
  let planned: StaffPlan = { plans: [], hasHolder: false };
  const people = await importStaff(database, keys, profile.id, known, {
    now,
    dryRun: options.dryRun,
    plan: (present) => {
      const given = { now, newId: desk.ids.uuid, beginAll: options.beginAll ?? false };
      planned = planImport(profile, present, known, given);
      return planned.plans;
    },
  });
  const waiting = planned.plans.flatMap(({ row, waiting }) => waiting.map((role) => ({ email: row.email, role })));
  if (options.dryRun) return { people: [], codes: [], waiting };
  desk.staff.clear();
  await welcomeAdded(program, profile, rows, people);
  const idOf = (email: string) => people.find((person) => person.email === email)?.personId as string;
  if (planned.hasHolder) {
    for (const { email, role } of waiting) await requestRole(desk, profile, idOf(email), role);
    return { people, codes: [], waiting };
  }
  const codes: HandedCode[] = [];
  for (const { email, role } of waiting) codes.push(await handCode(program, profile.id, idOf(email), email, role));
  return { people, codes, waiting: [] };
}

/** Whoever is new on the list without a first day begins today: his induction comes by itself all the same. */
async function welcomeAdded(
  { store, desk }: Program,
  profile: SchoolProfile,
  rows: readonly StaffRow[],
  people: readonly ImportedPerson[],
): Promise<void> {
  const undated = new Set(rows.flatMap(({ email, startsOn }) => (startsOn === null ? [email] : [])));
  const added = people.filter(({ email, change }) => change === 'added' && undated.has(email));
  const today = localDay(desk.clock.now());
  const given = { today, atWorkBefore: addDays(today, -SETTING_UP_DAYS) };
  if (added.length > 0)
    await store.training.noteAdded(
      profile.id,
      added.map(({ personId }) => personId),
      given,
    );
}

interface StaffPlan {
  plans: PlannedRow[];
  /** Somebody can open cases already, so that he is asked about new ones. */
  hasHolder: boolean;
}

function planImport(
  profile: SchoolProfile,
  { staff, withAccount }: PresentStaff,
  known: KnownRow[],
  given: { now: Date; newId: () => string; beginAll: boolean },
): StaffPlan {
  const today = localDay(given.now);
  const { people, problems } = matchRows(known, staff, given.newId);
  if (problems.length > 0) {
    const lines = problems.map(({ line, column, message }) => `  line ${line}, ${column}: ${message}`);
    throw new ConfigError(`Nothing was imported. Put these right in the list and try again:\n${lines.join('\n')}`);
  }
  const plans = people.map((matched) =>
    planRow(profile, matched, { today, hasAccount: withAccount.has(matched.personId), beginAll: given.beginAll }),
  );
  const hasHolder = accessHolders(profile, staff, given.now).length > 0;
  if (hasHolder) refuseWithoutHolder(profile, staff, plans, given.now);
  else if (plans.some(({ waiting }) => waiting.length > 0)) refuseSecondStart(profile, staff, today);
  return { plans, hasHolder };
}

/**
 * Refuses an import after which nobody could open cases any more: nobody could confirm a successor. Somebody with an end date
 * is as good as gone, and somebody who begins later is not there yet.
 */
function refuseWithoutHolder(
  profile: SchoolProfile,
  staff: StaffMember[],
  plans: readonly PlannedRow[],
  now: Date,
): void {
  const after = new Map(staff.map((member) => [member.personId, member]));
  for (const { row, personId, rolesNow } of plans)
    after.set(personId, { ...row, personId, roles: rolesNow, staffGroup: row.group });
  const staying = [...after.values()].filter(({ endsOn }) => endsOn === null);
  if (accessHolders(profile, staying, now).length > 0) return;
  throw new ConfigError(
    'Nothing was imported. After it nobody at the school could open cases. Add the successor first, let a present holder confirm in chat, then import the leavers.',
  );
}

/**
 * Refuses codes where the school had holders whose time has run out: otherwise whoever holds the command line would only have to
 * wait for that day to hand himself the code (law 4).
 */
function refuseSecondStart(profile: SchoolProfile, staff: StaffMember[], today: string): void {
  const hadHolder = staff.some(
    (member) => hasEnded(member, today) && rolesHeld(profile, member.roles).some((role) => CASE_ROLES.includes(role)),
  );
  if (!hadHolder) return;
  throw new ConfigError(
    'Nothing was imported. Everybody who could open cases at the school has left, so nobody can confirm a successor. The owner of the database has to give one of them back first: see "What would change it" in docs/decisions/0014-access-needs-a-code-or-a-holder.md.',
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

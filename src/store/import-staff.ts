import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { LostAccess } from '../core/access.ts';
import type { KnownRow } from '../core/people/match-rows.ts';
import type { StaffMember } from '../core/people/membership.ts';
import type { PlannedRow } from '../core/people/plan-import.ts';
import type { StaffGroup, StaffRow } from '../core/people/staff-row.ts';
import type { Role } from '../core/school/roles.ts';
import { appendAudit } from './audit.ts';
import { cameByFunction } from './grants.ts';
import type { KeyRing } from './key-ring.ts';
import { emailIndexOf, openStaff, personOfEmail, type StaffDetails, sealStaff } from './people.ts';
import { accessRequests, accounts, memberships } from './people-schema.ts';
import { caseAccess } from './schema.ts';
import type { Database, Transaction } from './scope.ts';

/** What an import did to one person. */
export interface ImportedPerson {
  personId: string;
  email: string;
  change: 'added' | 'changed' | 'unchanged';
}

/** The school's staff as the import finds it, and those of the list whose chat accounts are known. */
export interface PresentStaff {
  staff: StaffMember[];
  withAccount: ReadonlySet<string>;
}

/** Finds the ids that the addresses of a staff list stand for already. */
export async function findKnown(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  rows: readonly StaffRow[],
): Promise<KnownRow[]> {
  const known: KnownRow[] = [];
  for (const row of rows) {
    const personId = await personOfEmail(database, keys, schoolId, row.email);
    const { previousEmail } = row;
    const previousId =
      previousEmail && previousEmail !== 'none' ? await personOfEmail(database, keys, schoolId, previousEmail) : null;
    known.push({ row, personId, previousId });
  }
  return known;
}

/**
 * Adds and updates a school's staff in one transaction; nobody is removed: a leaver gets an end date.
 * @param given.plan decides, on the staff as it is then: a function that a holder confirms meanwhile must not be undone.
 *   What it throws undoes everything.
 * @param given.dryRun plans and writes nothing
 */
export function importStaff(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  known: readonly KnownRow[],
  given: { now: Date; plan: (present: PresentStaff) => PlannedRow[]; dryRun: boolean },
): Promise<ImportedPerson[]> {
  return database.inSchool(schoolId, async (tx) => {
    // Always in the same order, so that two imports wait for each other.
    const rows = await tx.select().from(memberships).orderBy(asc(memberships.personId)).for('update');
    const present = new Map(
      rows.map((row) => [row.personId, { row, details: openStaff(keys, schoolId, row.personId, row.detailsSealed) }]),
    );
    const staff = [...present.values()].map(({ row, details }) => ({
      personId: row.personId,
      ...details,
      roles: row.roles as Role[],
      staffGroup: row.staffGroup as StaffGroup,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
    }));
    const plans = given.plan({ staff, withAccount: await peopleWithAccount(tx, known) });
    if (given.dryRun) return [];
    const imported: ImportedPerson[] = [];
    const written: (typeof memberships.$inferInsert)[] = [];
    for (const plan of plans) {
      const { row, personId } = plan;
      const before = present.get(personId);
      const same = before !== undefined && isSame(before.row, before.details, plan);
      imported.push({ personId, email: row.email, change: before ? (same ? 'unchanged' : 'changed') : 'added' });
      if (same) continue;
      await withdrawGrants(tx, schoolId, personId, plan.lost, given.now);
      written.push({
        schoolId,
        personId,
        detailsSealed: sealStaff(keys, schoolId, personId, detailsOf(row)),
        emailIndex: emailIndexOf(keys, row.email),
        roles: plan.rolesNow,
        staffGroup: row.group,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
      });
    }
    // Many rows in one statement: a large school's list must not take longer than a transaction may.
    for (let at = 0; at < written.length; at += ROWS_AT_ONCE) {
      await tx
        .insert(memberships)
        .values(written.slice(at, at + ROWS_AT_ONCE))
        .onConflictDoUpdate({ target: [memberships.schoolId, memberships.personId], set: REPLACED });
    }
    await dropRequests(tx, plans, given.now);
    const added = imported.filter(({ change }) => change === 'added').length;
    const detail = { people: imported.length, added };
    await appendAudit(tx, [{ schoolId, at: given.now, actorId: null, action: 'staff.imported', caseId: null, detail }]);
    return imported;
  });
}

const ROWS_AT_ONCE = 500;
const REPLACED = {
  detailsSealed: sql`excluded.details_sealed`,
  emailIndex: sql`excluded.email_index`,
  roles: sql`excluded.roles`,
  staffGroup: sql`excluded.staff_group`,
  startsOn: sql`excluded.starts_on`,
  endsOn: sql`excluded.ends_on`,
};

/** Refuses requests for functions that the list no longer asks for, so that nobody confirms what was taken back. */
async function dropRequests(tx: Transaction, plans: readonly PlannedRow[], now: Date): Promise<void> {
  const waiting = await tx
    .select({ id: accessRequests.id, personId: accessRequests.personId, role: accessRequests.role })
    .from(accessRequests)
    .where(and(eq(accessRequests.what, 'role'), eq(accessRequests.state, 'waiting')));
  const wanted = new Map(plans.map(({ personId, row }) => [personId, row.roles as readonly string[]]));
  const dropped = waiting.filter(({ personId, role }) => role && wanted.get(personId)?.includes(role) === false);
  if (dropped.length === 0) return;
  await tx
    .update(accessRequests)
    .set({ state: 'refused', decidedAt: now })
    .where(
      inArray(
        accessRequests.id,
        dropped.map(({ id }) => id),
      ),
    );
}

/** Ends the grants that came with a function; those that somebody was given by name stay. */
async function withdrawGrants(
  tx: Transaction,
  schoolId: string,
  personId: string,
  lost: LostAccess,
  now: Date,
): Promise<void> {
  if (!lost.pupilCases && !lost.restrictedCases) return;
  const withdrawn = await tx
    .update(caseAccess)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(caseAccess.personId, personId),
        isNull(caseAccess.withdrawnAt),
        cameByFunction(),
        sql`exists (select 1 from cases c where c.school_id = "case_access"."school_id" and c.id = "case_access"."case_id"
          and case when c.restricted then ${lost.restrictedCases}::boolean else ${lost.pupilCases}::boolean end)`,
      ),
    )
    .returning({ caseId: caseAccess.caseId });
  if (withdrawn.length === 0) return;
  const detail = { person: personId, count: withdrawn.length };
  await appendAudit(tx, [{ schoolId, at: now, actorId: null, action: 'access.withdrawn', caseId: null, detail }]);
}

async function peopleWithAccount(tx: Transaction, known: readonly KnownRow[]): Promise<Set<string>> {
  const ids = known.flatMap(({ personId, previousId }) => [personId, previousId]).filter((id) => id !== null);
  if (ids.length === 0) return new Set();
  const rows = await tx.select({ personId: accounts.personId }).from(accounts).where(inArray(accounts.personId, ids));
  return new Set(rows.map(({ personId }) => personId));
}

const detailsOf = ({ name, email, jobTitle }: StaffRow): StaffDetails => ({ name, email, jobTitle });

function isSame(
  before: typeof memberships.$inferSelect,
  details: StaffDetails,
  { row, rolesNow }: PlannedRow,
): boolean {
  return (
    details.name === row.name &&
    details.email === row.email &&
    details.jobTitle === row.jobTitle &&
    before.staffGroup === row.group &&
    before.startsOn === row.startsOn &&
    before.endsOn === row.endsOn &&
    [...before.roles].sort().join() === [...rolesNow].sort().join()
  );
}

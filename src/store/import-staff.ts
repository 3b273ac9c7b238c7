import { sql } from 'drizzle-orm';
import type { StaffRow } from '../core/people/staff-row.ts';
import type { Role } from '../core/school/profile.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { emailIndexOf, openStaff, personOfEmail, type StaffDetails, sealStaff } from './people.ts';
import { memberships } from './schema.ts';
import type { Database } from './scope.ts';

/** One person of an import: the roles that begin now, and those that wait for a holder's confirmation (law 4). */
export interface StaffImport {
  row: StaffRow;
  rolesNow: Role[];
}

/** What an import did to one person. */
export interface ImportedPerson {
  personId: string;
  email: string;
  change: 'added' | 'changed' | 'unchanged';
}

/** Adds and updates a school's staff in one transaction; nobody is removed: a leaver gets an end date. */
export async function importStaff(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  people: StaffImport[],
  given: { now: Date; uuid: () => string },
): Promise<ImportedPerson[]> {
  const ids = new Map<string, string>();
  for (const { row } of people)
    ids.set(row.email, (await personOfEmail(database, keys, schoolId, row.email)) ?? given.uuid());
  return database.inSchool(schoolId, async (tx) => {
    const present = new Map((await tx.select().from(memberships)).map((row) => [row.personId, row]));
    const imported: ImportedPerson[] = [];
    const written: (typeof memberships.$inferInsert)[] = [];
    for (const person of people) {
      const { row } = person;
      const personId = ids.get(row.email) as string;
      const before = present.get(personId);
      const same =
        before !== undefined && isSame(before, openStaff(keys, schoolId, personId, before.detailsSealed), person);
      imported.push({ personId, email: row.email, change: before ? (same ? 'unchanged' : 'changed') : 'added' });
      if (same) continue;
      written.push({
        schoolId,
        personId,
        detailsSealed: sealStaff(keys, schoolId, personId, detailsOf(row)),
        emailIndex: emailIndexOf(keys, row.email),
        roles: person.rolesNow,
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

const detailsOf = ({ name, email, jobTitle }: StaffRow): StaffDetails => ({ name, email, jobTitle });

function isSame(
  before: typeof memberships.$inferSelect,
  details: StaffDetails,
  { row, rolesNow }: StaffImport,
): boolean {
  return (
    details.name === row.name &&
    details.jobTitle === row.jobTitle &&
    before.staffGroup === row.group &&
    before.startsOn === row.startsOn &&
    before.endsOn === row.endsOn &&
    [...before.roles].sort().join() === [...rolesNow].sort().join()
  );
}

/** The roles a school's people hold now, by person. */
export async function currentRoles(database: Database, schoolId: string): Promise<Map<string, Role[]>> {
  const rows = await database.inSchool(schoolId, (tx) =>
    tx.select({ personId: memberships.personId, roles: memberships.roles }).from(memberships),
  );
  return new Map(rows.map((row) => [row.personId, row.roles as Role[]]));
}

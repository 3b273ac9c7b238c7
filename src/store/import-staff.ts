import { and, eq } from 'drizzle-orm';
import type { StaffRow } from '../core/people/staff-row.ts';
import type { Role } from '../core/school/profile.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { emailIndexOf, personOfEmail, sealStaff } from './people.ts';
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
    const imported: ImportedPerson[] = [];
    for (const { row, rolesNow } of people) {
      const personId = ids.get(row.email) as string;
      const [present] = await tx
        .select()
        .from(memberships)
        .where(and(eq(memberships.schoolId, schoolId), eq(memberships.personId, personId)));
      const values = {
        detailsSealed: sealStaff(keys, schoolId, personId, {
          name: row.name,
          email: row.email,
          jobTitle: row.jobTitle,
        }),
        emailIndex: emailIndexOf(keys, row.email),
        roles: rolesNow as string[],
        staffGroup: row.group,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
      };
      await tx
        .insert(memberships)
        .values({ schoolId, personId, ...values })
        .onConflictDoUpdate({ target: [memberships.schoolId, memberships.personId], set: values });
      const same =
        present &&
        present.startsOn === row.startsOn &&
        present.endsOn === row.endsOn &&
        [...present.roles].sort().join() === [...rolesNow].sort().join();
      imported.push({ personId, email: row.email, change: present ? (same ? 'unchanged' : 'changed') : 'added' });
    }
    const added = imported.filter(({ change }) => change === 'added').length;
    const detail = { people: imported.length, added };
    await appendAudit(tx, [{ schoolId, at: given.now, actorId: null, action: 'staff.imported', caseId: null, detail }]);
    return imported;
  });
}

/** The roles a school's people hold now, by person. */
export async function currentRoles(database: Database, schoolId: string): Promise<Map<string, Role[]>> {
  const rows = await database.inSchool(schoolId, (tx) =>
    tx.select({ personId: memberships.personId, roles: memberships.roles }).from(memberships),
  );
  return new Map(rows.map((row) => [row.personId, row.roles as Role[]]));
}

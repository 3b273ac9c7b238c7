import { and, eq, gt, isNull, lte, notInArray, or } from 'drizzle-orm';
import type { Origin } from '../core/events.ts';
import type { Membership, StaffMember } from '../core/people/membership.ts';
import type { StaffGroup } from '../core/people/staff-row.ts';
import type { Platform } from '../core/platforms.ts';
import type { AccountRef } from '../core/ports.ts';
import type { Role } from '../core/school/roles.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { absences, accounts, memberships } from './people-schema.ts';
import { type Database, enterSchool } from './scope.ts';
import { blindIndex, openJson, sealJson } from './seal.ts';

/** What is sealed of a member of staff. */
export interface StaffDetails {
  name: string;
  email: string;
  jobTitle: string;
}

const detailsContext = (schoolId: string, personId: string): string => `membership|${schoolId}|${personId}`;

/** Seals a member of staff's details for storage. */
export function sealStaff(keys: KeyRing, schoolId: string, personId: string, details: StaffDetails): Buffer {
  return sealJson(keys.school(schoolId), details, detailsContext(schoolId, personId));
}

/** Opens what `sealStaff` sealed. */
export function openStaff(keys: KeyRing, schoolId: string, personId: string, sealed: Buffer): StaffDetails {
  return openJson<StaffDetails>(keys.school(schoolId), sealed, detailsContext(schoolId, personId));
}

/** The fingerprint by which an e-mail address is found again. */
export const emailIndexOf = (keys: KeyRing, email: string): Buffer => blindIndex(keys.emailIndex, email);

/** Forgets a delivery that could not be answered. */
export async function forgetDelivery(database: Database, origin: Origin): Promise<void> {
  const { platform, workspaceId, eventId } = origin;
  await database.outside((db) => db`select esafety_forget_delivery(${platform}, ${workspaceId}, ${eventId})`);
}

/** The people of a workspace's schools with this e-mail address. */
export async function findPeopleByEmail(
  database: Database,
  keys: KeyRing,
  platform: Platform,
  workspaceId: string,
  email: string,
): Promise<string[]> {
  const index = emailIndexOf(keys, email);
  const rows = await database.outside(
    (db) => db<{ person: string }[]>`select esafety_find_people(${platform}, ${workspaceId}, ${index}) as person`,
  );
  return rows.map((row) => row.person);
}

/** Ties an account to a person; never replaces another tie. */
export async function tieAccount(
  database: Database,
  origin: Origin,
  personId: string,
  by: 'email' | 'code' | 'confirmed',
  now: Date,
): Promise<'tied' | 'taken'> {
  const { platform, workspaceId, accountId, place } = origin;
  const schools = await membershipsOf(database, origin, personId);
  return database.inWorkspace(platform, workspaceId, async (tx) => {
    const rows = await tx
      .insert(accounts)
      .values({
        platform,
        workspaceId,
        accountId,
        personId,
        personalAddress: place.kind === 'personal' ? place.address : null,
        tiedBy: by,
        tiedAt: now,
      })
      .onConflictDoNothing()
      .returning({ personId: accounts.personId });
    if (rows.length === 0) {
      const [present] = await tx.select().from(accounts).where(eq(accounts.accountId, accountId));
      return present?.personId === personId ? 'tied' : 'taken';
    }
    for (const { schoolId } of schools) {
      await enterSchool(tx, schoolId);
      await appendAudit(tx, [
        { schoolId, at: now, actorId: personId, action: 'account.tied', caseId: null, detail: { by, platform } },
      ]);
    }
    return 'tied';
  });
}

/** A person's places in the schools of the workspace an event came from. */
export async function membershipsOf(database: Database, origin: Origin, personId: string): Promise<Membership[]> {
  const rows = await database.outside(
    (db) => db<{ school_id: string; roles: string[]; starts_on: string | null; ends_on: string | null }[]>`
      select school_id, to_json(roles) as roles, starts_on, ends_on from esafety_memberships(${origin.platform}, ${origin.workspaceId}, ${personId}::uuid)`,
  );
  return rows.map((row) => ({
    schoolId: row.school_id,
    roles: row.roles as Role[],
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));
}

/** A school's staff, leavers included. */
export function listStaff(database: Database, keys: KeyRing, schoolId: string): Promise<StaffMember[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx.select().from(memberships);
    return rows.map((row) => ({
      personId: row.personId,
      ...openStaff(keys, schoolId, row.personId, row.detailsSealed),
      roles: row.roles as Role[],
      staffGroup: row.staffGroup as StaffGroup,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
    }));
  });
}

/** Those of a school who are away at an instant, without what some have noted. */
export function listAbsent(
  database: Database,
  schoolId: string,
  at: Date,
  notBy: readonly string[] = [],
): Promise<Set<string>> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({ personId: absences.personId })
      .from(absences)
      .where(
        and(
          lte(absences.startsAt, at),
          gt(absences.endsAt, at),
          notBy.length > 0 ? or(isNull(absences.setBy), notInArray(absences.setBy, [...notBy])) : undefined,
        ),
      );
    return new Set(rows.map((row) => row.personId));
  });
}

/** Remembers the 1:1 chat that a first message opened. */
export function savePersonalAddress(
  database: Database,
  schoolId: string,
  account: AccountRef,
  address: string,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    await tx.update(accounts).set({ personalAddress: address }).where(eq(accounts.accountId, account.accountId));
  });
}

/** The id an e-mail address already stands for in the school's trust or workspace, so that one human has one id. */
export async function personOfEmail(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  email: string,
): Promise<string | null> {
  const index = emailIndexOf(keys, email);
  const [row] = await database.outside(
    (db) => db<{ person: string | null }[]>`select esafety_person_of_email(${schoolId}, ${index}) as person`,
  );
  return row?.person ?? null;
}

/** Marks somebody as away for a time. */
export function addAbsence(
  database: Database,
  schoolId: string,
  absence: { id: string; personId: string; startsAt: Date; endsAt: Date },
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    await tx.insert(absences).values({ schoolId, ...absence });
    const detail = { person: absence.personId, until: absence.endsAt.toISOString() };
    await appendAudit(tx, [
      { schoolId, at: absence.startsAt, actorId: null, action: 'cover.set', caseId: null, detail },
    ]);
  });
}

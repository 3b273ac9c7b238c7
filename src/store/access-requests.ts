import { createHash } from 'node:crypto';
import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type { Origin } from '../core/events.ts';
import type { OutgoingMessage } from '../core/intents.ts';
import type { Platform } from '../core/platforms.ts';
import type { Role } from '../core/school/roles.ts';
import type { AccessRequest, CaseStep } from '../core/store-port.ts';
import { appendAudit } from './audit.ts';
import { queueMessages } from './outbox.ts';
import { accessRequests, accountCodes, accounts, memberships } from './people-schema.ts';
import type { Database, Transaction } from './scope.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Codes are read out and typed on phones: case, spaces and hyphens do not matter. Only this fingerprint is stored. */
export function hashCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest();
}

/** Stores a one-time code for a person; `role` is a function it also begins. */
export function saveCode(
  database: Database,
  schoolId: string,
  code: { code: string; personId: string; role: Role | null; expiresAt: Date },
  now: Date,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    const { personId, role, expiresAt } = code;
    // Made again, it takes the place of the one before: a lost code must not stay good.
    await tx
      .update(accountCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(accountCodes.personId, personId),
          isNull(accountCodes.usedAt),
          sql`${accountCodes.role} is not distinct from ${role}`,
        ),
      );
    await tx.insert(accountCodes).values({ schoolId, codeHash: hashCode(code.code), personId, role, expiresAt });
    const detail = { person: personId, role };
    await appendAudit(tx, [{ schoolId, at: now, actorId: null, action: 'code.made', caseId: null, detail }]);
  });
}

/** Uses a code up; null when it is unknown, used or expired. One `for-another` than the account's person stays good. */
export async function redeemCode(
  database: Database,
  origin: Origin,
  code: string,
  tiedTo: string | null,
  now: Date,
): Promise<{ schoolId: string; personId: string; role: Role | null } | 'for-another' | null> {
  const codeHash = hashCode(code);
  const [found] = await database.outside(
    (db) =>
      db<
        { school: string | null }[]
      >`select esafety_school_of_code(${origin.platform}, ${origin.workspaceId}, ${codeHash}) as school`,
  );
  const schoolId = found?.school;
  if (!schoolId) return null;
  return database.inSchool(schoolId, async (tx) => {
    const isGood = and(
      eq(accountCodes.codeHash, codeHash),
      isNull(accountCodes.usedAt),
      gt(accountCodes.expiresAt, now),
    );
    const [used] = await tx
      .update(accountCodes)
      .set({ usedAt: now })
      .where(tiedTo === null ? isGood : and(isGood, eq(accountCodes.personId, tiedTo)))
      .returning({ personId: accountCodes.personId, role: accountCodes.role });
    if (!used) {
      const [good] = await tx.select({ personId: accountCodes.personId }).from(accountCodes).where(isGood);
      return good && good.personId !== tiedTo && tiedTo !== null ? 'for-another' : null;
    }
    // Whoever typed it is known only where the account stands for somebody already.
    const detail = { person: used.personId, role: used.role };
    await appendAudit(tx, [{ schoolId, at: now, actorId: tiedTo, action: 'code.used', caseId: null, detail }]);
    return { schoolId, personId: used.personId, role: used.role as Role | null };
  });
}

/** Begins a function for a person at once. */
export function beginRole(
  database: Database,
  schoolId: string,
  personId: string,
  role: Role,
  now: Date,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    await addRole(tx, personId, role);
    const detail = { person: personId, role };
    await appendAudit(tx, [{ schoolId, at: now, actorId: personId, action: 'role.begun', caseId: null, detail }]);
  });
}

/** Stores a request for the holders to decide; where the same one waits already, they are asked about that one. */
export function requestAccess(
  database: Database,
  request: Omit<AccessRequest, 'state' | 'decidedBy'>,
  step: Omit<CaseStep, 'messages'> & { messagesFor: (requestId: string) => OutgoingMessage[] },
): Promise<void> {
  const { schoolId, personId, what, role, account } = request;
  return database.inSchool(schoolId, async (tx) => {
    const [waiting] = await tx
      .select({ id: accessRequests.id })
      .from(accessRequests)
      .where(
        and(
          eq(accessRequests.personId, personId),
          eq(accessRequests.what, what),
          eq(accessRequests.state, 'waiting'),
          sql`${accessRequests.role} is not distinct from ${role} and ${accessRequests.accountId} is not distinct from ${account?.accountId ?? null}`,
        ),
      );
    if (waiting) return queueMessages(tx, schoolId, step.messagesFor(waiting.id), step.at);
    await tx.insert(accessRequests).values({
      schoolId,
      id: request.id,
      personId,
      what,
      role,
      platform: account?.platform ?? null,
      workspaceId: account?.workspaceId ?? null,
      accountId: account?.accountId ?? null,
      state: 'waiting',
      requestedAt: step.at,
    });
    const detail = { person: personId, what, role };
    await appendAudit(tx, [
      { schoolId, at: step.at, actorId: step.actorId, action: 'access.asked', caseId: null, detail },
    ]);
    await queueMessages(tx, schoolId, step.messagesFor(request.id), step.at);
  });
}

/** One request; null for an unknown id. */
export function accessRequest(database: Database, schoolId: string, id: string): Promise<AccessRequest | null> {
  if (!UUID.test(id)) return Promise.resolve(null);
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(accessRequests).where(eq(accessRequests.id, id));
    return row ? toRequest(row) : null;
  });
}

/** Decides a waiting request and applies it; null when it was decided before. */
export function decideAccessRequest(
  database: Database,
  schoolId: string,
  id: string,
  confirmed: boolean,
  step: CaseStep,
): Promise<AccessRequest | null> {
  return database.inSchool(schoolId, async (tx) => {
    // An account that meanwhile stands for somebody else is never taken from him.
    const [elsewhere] = await tx
      .select({ personId: accounts.personId })
      .from(accessRequests)
      .innerJoin(
        accounts,
        and(eq(accounts.accountId, accessRequests.accountId), ne(accounts.personId, accessRequests.personId)),
      )
      .where(eq(accessRequests.id, id));
    const granted = confirmed && !elsewhere;
    const [row] = await tx
      .update(accessRequests)
      .set({ state: granted ? 'confirmed' : 'refused', decidedBy: step.actorId, decidedAt: step.at })
      .where(and(eq(accessRequests.id, id), eq(accessRequests.state, 'waiting')))
      .returning();
    if (!row) return null;
    if (granted && row.role) await addRole(tx, row.personId, row.role);
    if (granted && row.accountId && row.platform && row.workspaceId) {
      await tx.delete(accounts).where(eq(accounts.personId, row.personId));
      await tx.insert(accounts).values({
        platform: row.platform,
        workspaceId: row.workspaceId,
        accountId: row.accountId,
        personId: row.personId,
        tiedBy: 'confirmed',
        tiedAt: step.at,
      });
    }
    const detail = { person: row.personId, what: row.what, role: row.role, state: row.state };
    await appendAudit(tx, [
      { schoolId, at: step.at, actorId: step.actorId, action: 'access.decided', caseId: null, detail },
    ]);
    await queueMessages(tx, schoolId, step.messages, step.at);
    return toRequest(row);
  });
}

async function addRole(tx: Transaction, personId: string, role: string): Promise<void> {
  await tx
    .update(memberships)
    .set({ roles: sql`(select array_agg(distinct r) from unnest(${memberships.roles} || ${role}::text) r)` })
    .where(eq(memberships.personId, personId));
}

function toRequest(row: typeof accessRequests.$inferSelect): AccessRequest {
  const { platform, workspaceId, accountId } = row;
  return {
    id: row.id,
    schoolId: row.schoolId,
    personId: row.personId,
    what: row.what as AccessRequest['what'],
    role: row.role as Role | null,
    account: platform && workspaceId && accountId ? { platform: platform as Platform, workspaceId, accountId } : null,
    state: row.state as AccessRequest['state'],
    decidedBy: row.decidedBy,
  };
}

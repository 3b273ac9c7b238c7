import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Reassignment, ReassignStep, WorkingRoles } from '../core/incidents/work-store.ts';
import { caseIs } from './case-summary.ts';
import { grantAccess } from './grants.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName } from './record-names.ts';
import { caseAccess, cases } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { caseTasks } from './work-schema.ts';
import { sealEntry, writeStep } from './write-step.ts';

/** Cases that nobody who may has in hand, over all the schools given. */
export function leftBehind(
  database: Database,
  today: string,
  schools: Record<string, WorkingRoles>,
  limit: number,
): Promise<{ schoolId: string; caseId: string }[]> {
  return database.outside(async (sql) => {
    const rows = await sql<{ school_id: string; case_id: string }[]>`
      select * from esafety_left_behind(${today}::date, ${JSON.stringify(schools)}::text::jsonb, ${limit}::int)`;
    return rows.map((row) => ({ schoolId: row.school_id, caseId: row.case_id }));
  });
}

/** Puts what others had of one case in other hands, with all its traces; of replicas that race one finds something to move. */
export function reassign(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  { goneIds, unreadBy, toId, toName }: Reassignment,
  { at, messagesFor }: ReassignStep,
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(cases).where(caseIs(caseId)).for('update');
    if (!row) return false;
    const open = row.status !== 'closed';
    const owner = open && row.ownerId !== null && goneIds.includes(row.ownerId);
    const reader = unreadBy !== null && (await isStillReadBy(tx, caseId, unreadBy));
    const taskIds = open ? await moveTasks(tx, caseId, goneIds, toId) : [];
    if (!owner && !reader && taskIds.length === 0) return false;
    if (owner) await tx.update(cases).set({ ownerId: toId }).where(caseIs(caseId));
    if (owner || reader)
      await grantAccess(tx, { schoolId, caseId, personId: toId, reason: 'reassigned', grantedAt: at });
    const key = keys.openDataKey(schoolId, caseRecordName(caseId), row.wrappedKey);
    // A case that only gets a reader stays in the hands it was in.
    const moved = owner || taskIds.length > 0;
    await writeStep(tx, {
      schoolId,
      caseId,
      step: { actorId: null, at, messages: messagesFor({ owner, reader, taskIds }) },
      entry: moved ? 'reassigned' : 'access-given',
      action: moved ? 'case.reassigned' : 'case.access-given',
      text: sealEntry(key, { facts: moved ? { owner: toName } : { name: toName }, text: null }, caseId, at, null),
      detail: {
        ...(owner ? { owner: toId } : {}),
        ...(reader ? { granted: toId } : {}),
        to: toId,
        tasks: taskIds.length,
      },
    });
    return true;
  });
}

/** Whether those with a standing grant are still the ones a decision was made on. */
async function isStillReadBy(tx: Transaction, caseId: string, personIds: string[]): Promise<boolean> {
  const standing = await tx
    .select({ personId: caseAccess.personId })
    .from(caseAccess)
    .where(and(eq(caseAccess.caseId, caseId), isNull(caseAccess.withdrawnAt)));
  return standing.length === personIds.length && standing.every(({ personId }) => personIds.includes(personId));
}

async function moveTasks(tx: Transaction, caseId: string, fromIds: string[], toId: string): Promise<string[]> {
  if (fromIds.length === 0) return [];
  const moved = await tx
    .update(caseTasks)
    .set({ ownerId: toId })
    .where(and(eq(caseTasks.caseId, caseId), eq(caseTasks.state, 'open'), inArray(caseTasks.ownerId, fromIds)))
    .returning({ id: caseTasks.id });
  return moved.map(({ id }) => id);
}

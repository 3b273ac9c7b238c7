import { and, eq, inArray } from 'drizzle-orm';
import type { Reassignment, ReassignStep } from '../core/incidents/work-store.ts';
import { caseIs } from './case-summary.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName } from './record-names.ts';
import { caseAccess, cases } from './schema.ts';
import type { Database } from './scope.ts';
import { caseTasks } from './work-schema.ts';
import { sealEntry, writeStep } from './write-step.ts';

/** Open cases that leavers still have in hand, or have an open task in, over all schools. */
export function leftBehind(
  database: Database,
  today: string,
  limit: number,
): Promise<{ schoolId: string; caseId: string }[]> {
  return database.outside(async (sql) => {
    const rows = await sql<{ school_id: string; case_id: string }[]>`
      select * from esafety_left_behind(${today}::date, ${limit}::int)`;
    return rows.map((row) => ({ schoolId: row.school_id, caseId: row.case_id }));
  });
}

/** Puts what leavers had of one case in other hands, with all its traces; of replicas that race one finds something to move. */
export function reassign(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  { leftIds, toId, toName }: Reassignment,
  { at, messagesFor }: ReassignStep,
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(cases).where(caseIs(caseId)).for('update');
    if (!row || row.status === 'closed' || leftIds.length === 0) return false;
    const owner = row.ownerId !== null && leftIds.includes(row.ownerId);
    const moved = await tx
      .update(caseTasks)
      .set({ ownerId: toId })
      .where(and(eq(caseTasks.caseId, caseId), eq(caseTasks.state, 'open'), inArray(caseTasks.ownerId, leftIds)))
      .returning({ id: caseTasks.id });
    if (!owner && moved.length === 0) return false;
    if (owner) {
      await tx.update(cases).set({ ownerId: toId }).where(caseIs(caseId));
      await tx
        .insert(caseAccess)
        .values({ schoolId, caseId, personId: toId, reason: 'reassigned', grantedAt: at })
        .onConflictDoUpdate({
          target: [caseAccess.schoolId, caseAccess.caseId, caseAccess.personId],
          set: { withdrawnAt: null },
        });
    }
    const key = keys.openDataKey(schoolId, caseRecordName(caseId), row.wrappedKey);
    await writeStep(tx, {
      schoolId,
      caseId,
      step: { actorId: null, at, messages: messagesFor({ owner, taskIds: moved.map(({ id }) => id) }) },
      entry: 'reassigned',
      action: 'case.reassigned',
      text: sealEntry(key, { facts: { owner: toName }, text: null }, caseId, at, null),
      detail: { ...(owner ? { owner: toId } : {}), to: toId, tasks: moved.length },
    });
    return true;
  });
}

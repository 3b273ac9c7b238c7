import { and, asc, eq, sql } from 'drizzle-orm';
import type { ConcernBody } from '../core/incidents/case-record.ts';
import { handOffFacts } from '../core/incidents/hand-off-facts.ts';
import type { TaskKind } from '../core/incidents/taxonomy.ts';
import type { OwnTask, TaskForMessage, WorkStore } from '../core/incidents/work-store.ts';
import { appendAudit } from './audit.ts';
import { taskContext } from './case-work.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName, idempotencyKey } from './record-names.ts';
import { cases, idempotencyKeys } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openBytes, openJson, sealBytes } from './seal.ts';
import { caseTasks } from './work-schema.ts';
import { sealEntry, writeStep } from './write-step.ts';

type TaskRow = typeof caseTasks.$inferSelect;

/** A task without its text. */
export function taskForMessage(database: Database, schoolId: string, taskId: string): Promise<TaskForMessage | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(caseTasks).where(eq(caseTasks.id, taskId));
    return row ? { caseId: row.caseId, ...plainTask(row) } : null;
  });
}

/** Open tasks of one person, without their texts. */
export function listTasksOf(
  database: Database,
  schoolId: string,
  personId: string,
  limit: number,
): Promise<Omit<TaskForMessage, 'caseId'>[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select()
      .from(caseTasks)
      .where(and(eq(caseTasks.ownerId, personId), eq(caseTasks.state, 'open'), notAbout(personId)))
      .orderBy(sql`${caseTasks.dueAt} nulls last`, asc(caseTasks.createdAt))
      .limit(limit);
    return rows.map(plainTask);
  });
}

/** A task of this person's, open or settled; null alike for one that is not there, another's, or one of a case he may not know of. */
export function ownTask(
  database: Database,
  schoolId: string,
  taskId: string,
  personId: string,
): Promise<Omit<TaskForMessage, 'caseId'> | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx
      .select()
      .from(caseTasks)
      .where(and(eq(caseTasks.id, taskId), eq(caseTasks.ownerId, personId), notAbout(personId)));
    return row ? plainTask(row) : null;
  });
}

/** Opens a task for whoever is to do it: its text, and for technical ones address and device. Marks it seen; audited. */
export function openTask(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  taskId: string,
  personId: string,
  at: Date,
): Promise<OwnTask | null> {
  return database.inSchool(schoolId, async (tx) => {
    const found = await findOwnTask(tx, taskId, personId);
    if (!found) return null;
    const { task, case: row } = found;
    const key = keys.openDataKey(schoolId, caseRecordName(row.id), row.wrappedKey);
    await tx
      .update(caseTasks)
      .set({ seenAt: task.seenAt ?? at })
      .where(eq(caseTasks.id, taskId));
    const audited = { schoolId, at, actorId: personId, action: 'case.task-opened', caseId: row.id };
    await appendAudit(tx, [{ ...audited, detail: { task: taskId } }]);
    const technical = task.kind === 'ict';
    const facts = technical
      ? handOffFacts(openJson<ConcernBody>(key, row.bodySealed, `${caseRecordName(row.id)}|body`))
      : { urls: [], device: null, deviceWithheld: false };
    return {
      ...plainTask(task),
      text: task.textSealed && openBytes(key, task.textSealed, taskContext(taskId, 'text')).toString('utf8'),
      ...facts,
      occurredAt: task.kind === 'cctv' ? row.occurredAt : null,
    };
  });
}

/** Settles a task of one's own, once per key. */
export function finishOwnTask(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  taskId: string,
  personId: string,
  done: Parameters<WorkStore['finishOwnTask']>[3],
  step: Parameters<WorkStore['finishOwnTask']>[4],
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const found = await findOwnTask(tx, taskId, personId);
    if (!found) return false;
    const caseId = found.case.id;
    const { at } = step;
    const stored = idempotencyKey(keys, schoolId, done.key);
    const used = and(eq(idempotencyKeys.key, stored), eq(idempotencyKeys.caseId, caseId));
    if ((await tx.$count(idempotencyKeys, used)) > 0) return true;
    // Settled by somebody else meanwhile: what was written now is not saved, and must not be said to be.
    if (found.task.state !== 'open') return false;
    await tx.insert(idempotencyKeys).values({ schoolId, key: stored, caseId, answer: {}, createdAt: at });
    const key = keys.openDataKey(schoolId, caseRecordName(caseId), found.case.wrappedKey);
    const resultSealed = sealBytes(key, Buffer.from(done.result, 'utf8'), taskContext(taskId, 'result'));
    await tx
      .update(caseTasks)
      .set({
        state: done.state,
        settledAt: at,
        settledBy: personId,
        seenAt: found.task.seenAt ?? at,
        resultSealed,
        remindAt: null,
      })
      .where(eq(caseTasks.id, taskId));
    await writeStep(tx, {
      schoolId,
      caseId,
      step: { actorId: personId, at, messages: step.messagesFor(caseId) },
      entry: 'task-done',
      action: 'case.task-done',
      text: sealEntry(key, { facts: { state: done.state }, text: done.result }, caseId, at, personId),
      detail: { task: taskId },
    });
    return true;
  });
}

/** A task of this person's, with its case; null where it is somebody else's, or the case is about this person (law 4). */
async function findOwnTask(tx: Transaction, taskId: string, personId: string) {
  const [found] = await tx
    .select({
      task: caseTasks,
      case: { id: cases.id, wrappedKey: cases.wrappedKey, bodySealed: cases.bodySealed, occurredAt: cases.occurredAt },
    })
    .from(caseTasks)
    .innerJoin(cases, and(eq(cases.schoolId, caseTasks.schoolId), eq(cases.id, caseTasks.caseId)))
    .where(and(eq(caseTasks.id, taskId), eq(caseTasks.ownerId, personId), notAbout(personId)))
    .for('update', { of: caseTasks });
  return found ?? null;
}

const notAbout = (personId: string) => sql`not exists (select 1 from case_people p
  where p.school_id = ${caseTasks.schoolId} and p.case_id = ${caseTasks.caseId} and p.part in ('adult', 'kept-from') and p.person_id = ${personId}::uuid)`;

function plainTask(row: TaskRow): Omit<TaskForMessage, 'caseId'> {
  return {
    taskId: row.id,
    kind: row.kind as TaskKind,
    ownerId: row.ownerId,
    dueAt: row.dueAt,
    state: row.state as TaskForMessage['state'],
  };
}

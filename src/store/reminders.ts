import { and, eq, isNotNull } from 'drizzle-orm';
import type { DueReminder, WorkStore } from '../core/incidents/work-store.ts';
import type { OutgoingMessage } from '../core/intents.ts';
import { queueMessages } from './outbox.ts';
import { cases } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { caseReferrals, caseTasks } from './work-schema.ts';

/** What somebody is to be reminded of now, over all schools. */
export function dueReminders(database: Database, now: Date, limit: number): Promise<DueReminder[]> {
  return database.outside(async (sql) => {
    const rows = await sql<
      { school_id: string; case_id: string; what: DueReminder['what']; id: string; remind_at: Date }[]
    >`select * from esafety_due_reminders(${now.toISOString()}::timestamptz, ${limit}::int)`;
    return rows.map((row) => ({
      schoolId: row.school_id,
      caseId: row.case_id,
      what: row.what,
      id: row.id,
      remindAt: new Date(row.remind_at),
    }));
  });
}

/** What a reminder is about, as it stands now. */
export function reminderOf(database: Database, due: DueReminder): ReturnType<WorkStore['reminderOf']> {
  return database.inSchool(due.schoolId, async (tx) => {
    const [row] = await tx.select().from(cases).where(eq(cases.id, due.caseId));
    if (!row || row.status === 'closed') return null;
    if (due.what === 'task') {
      const [task] = await tx.select().from(caseTasks).where(eq(caseTasks.id, due.id));
      return task?.state === 'open' && task.dueAt ? { what: 'task', dueAt: task.dueAt, ownerId: task.ownerId } : null;
    }
    if (due.what === 'referral') {
      const [referral] = await tx.select().from(caseReferrals).where(eq(caseReferrals.id, due.id));
      return referral?.state === 'waiting' && referral.responseDueAt
        ? { what: 'referral', dueAt: referral.responseDueAt, ownerId: row.ownerId }
        : null;
    }
    // The law's clock comes before a review that the school set itself.
    if (row.deadlineAt) return { what: 'deadline', dueAt: row.deadlineAt, ownerId: row.ownerId };
    return row.reviewAt ? { what: 'review', dueAt: row.reviewAt, ownerId: row.ownerId } : null;
  });
}

/** Takes a reminder if it is still there, and sets the next one: of replicas that race, one finds it. */
export function takeReminder(
  database: Database,
  due: DueReminder,
  nextAt: Date | null,
  messages: OutgoingMessage[],
  now: Date,
): Promise<boolean> {
  return database.inSchool(due.schoolId, async (tx) => {
    const taken = await moveOn(tx, due, nextAt);
    if (taken) await queueMessages(tx, due.schoolId, messages, now);
    return taken;
  });
}

async function moveOn(tx: Transaction, { what, id, remindAt }: DueReminder, nextAt: Date | null): Promise<boolean> {
  const change = { remindAt: nextAt };
  if (what === 'case') {
    const where = and(eq(cases.id, id), isNotNull(cases.remindAt), eq(cases.remindAt, remindAt));
    return (await tx.update(cases).set(change).where(where).returning({ id: cases.id })).length > 0;
  }
  const table = what === 'task' ? caseTasks : caseReferrals;
  const where = and(eq(table.id, id), eq(table.remindAt, remindAt));
  return (await tx.update(table).set(change).where(where).returning({ id: table.id })).length > 0;
}

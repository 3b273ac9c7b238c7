import { and, desc, eq, gt, inArray, isNotNull, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Severity, Status } from '../core/incidents/taxonomy.ts';
import type { CaseClockFacts, DueReminder, WorkStore } from '../core/incidents/work-store.ts';
import type { OutgoingMessage } from '../core/intents.ts';
import { queueMessages } from './outbox.ts';
import { auditEntries, cases, chronology } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { caseReferrals, caseTasks } from './work-schema.ts';

const TAKING_ENTRIES = ['acknowledged', 'taken', 'assigned', 'closed', 'reopened'];
const REPORTERS_ENTRIES = ['reporter-added', 'reporter-withdrew'];

/** What somebody is to be reminded of now, over all schools. */
export function dueReminders(database: Database, now: Date, limit: number): Promise<DueReminder[]> {
  return database.outside(async (sql) => {
    const rows = await sql<
      { school_id: string; case_id: string; what: DueReminder['what']; id: string; remind_at: Date | null }[]
    >`select * from esafety_due_reminders(${now.toISOString()}::timestamptz, ${limit}::int)`;
    return rows.map((row) => ({
      schoolId: row.school_id,
      caseId: row.case_id,
      what: row.what,
      id: row.id,
      remindAt: row.remind_at === null ? null : new Date(row.remind_at),
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
    return readClock(tx, row);
  });
}

/** What the clock of a case is set by: read along the case's own entries. */
async function readClock(tx: Transaction, row: typeof cases.$inferSelect): Promise<CaseClockFacts> {
  const { schoolId, id: caseId } = row;
  const ofCase = and(eq(chronology.schoolId, schoolId), eq(chronology.caseId, caseId));
  const [last] = await tx
    .select({ at: chronology.at })
    .from(chronology)
    // What the reporter adds is no work on it, nor is what the program writes by itself.
    .where(and(ofCase, isNotNull(chronology.actorId), notInArray(chronology.entry, REPORTERS_ENTRIES)))
    .orderBy(desc(chronology.seq))
    .limit(1);
  const waiting = await tx.$count(
    caseTasks,
    and(eq(caseTasks.caseId, caseId), eq(caseTasks.state, 'open'), isNotNull(caseTasks.remindAt)),
  );
  const answers = await tx.$count(
    caseReferrals,
    and(eq(caseReferrals.caseId, caseId), eq(caseReferrals.state, 'waiting'), isNotNull(caseReferrals.remindAt)),
  );
  return {
    what: 'case',
    ownerId: row.ownerId,
    status: row.status as Status,
    severity: row.severity as Severity | null,
    acknowledgedAt: row.acknowledgedAt,
    reviewAt: row.reviewAt,
    deadlineAt: row.deadlineAt,
    lastStepAt: last?.at ?? row.acknowledgedAt ?? row.reportedAt,
    passedUp: await readPassedUp(tx, schoolId, caseId),
    somethingWaits: waiting + answers > 0,
  };
}

/** The last time a case was passed up, unless somebody took it since or the new person did something in it. */
async function readPassedUp(tx: Transaction, schoolId: string, caseId: string): Promise<CaseClockFacts['passedUp']> {
  const ofCase = and(eq(chronology.schoolId, schoolId), eq(chronology.caseId, caseId));
  const [entry] = await tx
    .select({ seq: chronology.seq, at: chronology.at, byId: chronology.actorId })
    .from(chronology)
    .where(and(ofCase, eq(chronology.entry, 'passed-up')))
    .orderBy(desc(chronology.seq))
    .limit(1);
  if (!entry?.byId) return null;
  // The entry's words are sealed; to whom it was says the audit row that was written with it.
  const [row] = await tx
    .select({ toId: sql<string | null>`${auditEntries.detail}->>'granted'` })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.schoolId, schoolId),
        eq(auditEntries.caseId, caseId),
        eq(auditEntries.action, 'case.passed-up'),
      ),
    )
    .orderBy(desc(auditEntries.seq))
    .limit(1);
  if (!row?.toId) return null;
  const taken = await tx.$count(
    chronology,
    and(
      ofCase,
      gt(chronology.seq, entry.seq),
      or(inArray(chronology.entry, TAKING_ENTRIES), eq(chronology.actorId, row.toId)),
    ),
  );
  return taken > 0 ? null : { at: entry.at, byId: entry.byId, toId: row.toId };
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
  const stillWithout = and(isNull(cases.remindAt), ne(cases.status, 'closed'));
  if (what === 'case') {
    const where = and(eq(cases.id, id), remindAt === null ? stillWithout : eq(cases.remindAt, remindAt));
    return (await tx.update(cases).set(change).where(where).returning({ id: cases.id })).length > 0;
  }
  if (remindAt === null) return false;
  const table = what === 'task' ? caseTasks : caseReferrals;
  const where = and(eq(table.id, id), eq(table.remindAt, remindAt));
  return (await tx.update(table).set(change).where(where).returning({ id: table.id })).length > 0;
}

import { and, asc, eq, gt } from 'drizzle-orm';
import type { Absence, CoverStore } from '../core/people/cover-store.ts';
import type { Role } from '../core/school/roles.ts';
import { appendAudit } from './audit.ts';
import { queueMessages } from './outbox.ts';
import { absences } from './people-schema.ts';
import type { Database } from './scope.ts';
import { dutyRota } from './work-schema.ts';

/** Absences that have not ended, the first one first. */
export function listAbsences(database: Database, schoolId: string, now: Date): Promise<Absence[]> {
  return database.inSchool(schoolId, (tx) =>
    tx
      .select({ id: absences.id, personId: absences.personId, startsAt: absences.startsAt, endsAt: absences.endsAt })
      .from(absences)
      .where(gt(absences.endsAt, now))
      .orderBy(asc(absences.startsAt), asc(absences.id)),
  );
}

/** Notes an absence, once per key, with an audit row and messages. */
export function addAbsence(
  database: Database,
  schoolId: string,
  { id, personId, startsAt, endsAt, messages }: Parameters<CoverStore['addAbsence']>[1],
  by: string,
  now: Date,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    const added = await tx
      .insert(absences)
      .values({ schoolId, id, personId, startsAt, endsAt, setBy: by })
      .onConflictDoNothing()
      .returning({ id: absences.id });
    if (added.length === 0) return;
    const detail = { person: personId, from: startsAt.toISOString(), to: endsAt.toISOString() };
    await appendAudit(tx, [{ schoolId, at: now, actorId: by, action: 'absence.set', caseId: null, detail }]);
    await queueMessages(tx, schoolId, messages, now);
  });
}

/** Ends an absence now. */
export function endAbsence(database: Database, schoolId: string, id: string, by: string, now: Date): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const ended = await tx
      .update(absences)
      .set({ endsAt: now, setBy: by })
      .where(and(eq(absences.id, id), gt(absences.endsAt, now)))
      .returning({ id: absences.id });
    if (ended.length === 0) return false;
    const detail = { absence: id };
    await appendAudit(tx, [{ schoolId, at: now, actorId: by, action: 'absence.ended', caseId: null, detail }]);
    return true;
  });
}

/** Who is on duty for a function on each day of the week. */
export function listDuty(database: Database, schoolId: string): ReturnType<CoverStore['listDuty']> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx.select().from(dutyRota).orderBy(asc(dutyRota.role), asc(dutyRota.weekday));
    return rows.map(({ role, weekday, personId }) => ({ role: role as Role, weekday, personId }));
  });
}

/** Sets who is on duty on some days of the week. */
export function setDuty(
  database: Database,
  schoolId: string,
  role: Role,
  days: Parameters<CoverStore['setDuty']>[2],
  by: string,
  now: Date,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    const before = await tx.select().from(dutyRota).where(eq(dutyRota.role, role));
    const changed = days.filter(
      ({ weekday, personId }) => (before.find((day) => day.weekday === weekday)?.personId ?? null) !== personId,
    );
    // The same form, delivered again.
    if (changed.length === 0) return;
    for (const { weekday, personId } of changed) {
      if (personId === null) {
        await tx.delete(dutyRota).where(and(eq(dutyRota.role, role), eq(dutyRota.weekday, weekday)));
        continue;
      }
      await tx
        .insert(dutyRota)
        .values({ schoolId, role, weekday, personId, setBy: by, setAt: now })
        .onConflictDoUpdate({
          target: [dutyRota.schoolId, dutyRota.role, dutyRota.weekday],
          set: { personId, setBy: by, setAt: now },
        });
    }
    const detail = { role, days: changed.map(({ weekday }) => weekday).join() };
    await appendAudit(tx, [{ schoolId, at: now, actorId: by, action: 'duty.set', caseId: null, detail }]);
  });
}

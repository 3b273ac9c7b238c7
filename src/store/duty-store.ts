import { and, asc, eq, gte, inArray, or, type SQL } from 'drizzle-orm';
import type { DutyKind } from '../core/duties/duty-kinds.ts';
import type { DutyNote, DutyRecord, DutyRow, DutyState, DutyStore } from '../core/duties/duty-store.ts';
import { appendAudit } from './audit.ts';
import { duties } from './duty-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import type { Database } from './scope.ts';
import { openJson, sealJson } from './seal.ts';
import { dutyNoteContext } from './settle-duties.ts';

type Stored = typeof duties.$inferSelect;

const UNSETTLED = ['open', 'waits-for-second'];

/** The record of recurring duties, over one database. */
export function createDutyStore(database: Database, keys: KeyRing): DutyStore {
  const sealNote = (schoolId: string, id: string, part: 'first' | 'second', note: DutyNote) =>
    sealJson(keys.school(schoolId), note, dutyNoteContext(id, part));
  const recordOf = (row: Stored): DutyRecord => {
    const read = (part: 'first' | 'second', sealed: Buffer | null) =>
      sealed === null ? null : openJson<DutyNote>(keys.school(row.schoolId), sealed, dutyNoteContext(row.id, part));
    return { ...rowOf(row), first: read('first', row.noteSealed), second: read('second', row.secondNoteSealed) };
  };
  const list = (schoolId: string, which: SQL | undefined) =>
    database.inSchool(schoolId, (tx) =>
      tx.select().from(duties).where(which).orderBy(asc(duties.dueOn), asc(duties.kind), asc(duties.subject)),
    );
  return {
    beginDuties: (schoolId, begun) =>
      database.inSchool(schoolId, async (tx) => {
        const rows = begun.map(({ dutyId, ...duty }) => ({ schoolId, id: dutyId, state: 'open', ...duty }));
        if (rows.length > 0) await tx.insert(duties).values(rows).onConflictDoNothing();
      }),
    listDuties: async (schoolId, dueSince) =>
      (await list(schoolId, or(inArray(duties.state, UNSETTLED), gte(duties.dueOn, dueSince)))).map(rowOf),
    findDuty: async (schoolId, dutyId) => (await list(schoolId, eq(duties.id, dutyId))).map(rowOf)[0] ?? null,
    openDuty: (schoolId, dutyId, readerId, at) =>
      database.inSchool(schoolId, async (tx) => {
        const [row] = await tx.select().from(duties).where(eq(duties.id, dutyId));
        if (!row) return null;
        // Only what was written is worth a line in the audit.
        if (row.noteSealed) {
          const detail = { duty: dutyId };
          await appendAudit(tx, [{ schoolId, at, actorId: readerId, action: 'duty.opened', caseId: null, detail }]);
        }
        return recordOf(row);
      }),
    listEvidence: (schoolId, dueSince, readerId, at) =>
      database.inSchool(schoolId, async (tx) => {
        const settled = await tx
          .select()
          .from(duties)
          .where(and(eq(duties.state, 'done'), gte(duties.dueOn, dueSince)))
          .orderBy(asc(duties.dueOn), asc(duties.kind), asc(duties.subject));
        const detail = { since: dueSince };
        const audited = { schoolId, at, actorId: readerId, action: 'duty.evidence-listed', caseId: null, detail };
        await appendAudit(tx, [audited]);
        return settled.map(recordOf).filter(({ first, second }) => first?.evidence || second?.evidence);
      }),
    signDuty: (schoolId, dutyId, { as, needsSecond, ...note }, { actorId, at, messages }) =>
      database.inSchool(schoolId, async (tx) => {
        const [row] = await tx.select().from(duties).where(eq(duties.id, dutyId)).for('update');
        if (!row || row.state !== (as === 'first' ? 'open' : 'waits-for-second')) return false;
        if (as === 'second' && row.doneBy === actorId) return false;
        const sealed = sealNote(schoolId, dutyId, as, note);
        const state: DutyState = as === 'first' && needsSecond ? 'waits-for-second' : note.outcome;
        await tx
          .update(duties)
          .set(
            as === 'first'
              ? { state, doneBy: actorId, doneAt: at, noteSealed: sealed }
              : { state, secondBy: actorId, secondAt: at, secondNoteSealed: sealed },
          )
          .where(eq(duties.id, dutyId));
        const detail = { duty: dutyId, kind: row.kind, as, state };
        await appendAudit(tx, [{ schoolId, at, actorId, action: 'duty.signed', caseId: null, detail }]);
        await queueMessages(tx, schoolId, messages, at);
        return true;
      }),
  };
}

function rowOf(row: Stored): DutyRow {
  const { id, kind, occurrence, subject, dueOn, state, doneBy, doneAt, secondBy, secondAt } = row;
  return {
    dutyId: id,
    kind: kind as DutyKind,
    occurrence,
    subject,
    dueOn,
    state: state as DutyState,
    doneBy,
    doneAt,
    secondBy,
    secondAt,
  };
}

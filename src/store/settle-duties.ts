import { and, eq } from 'drizzle-orm';
import type { DutyKind } from '../core/duties/duty-kinds.ts';
import { appendAudit } from './audit.ts';
import { duties } from './duty-schema.ts';
import type { KeyRing } from './key-ring.ts';
import type { Transaction } from './scope.ts';
import { sealJson } from './seal.ts';

/** What a duty's note is sealed for. */
export const dutyNoteContext = (id: string, part: 'first' | 'second'): string => `duty|${id}|${part}`;

/** Settles the open duties of a kind within the transaction of what fulfils them; answers how many those were. */
export async function settleOpenDuties(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  kind: DutyKind,
  { actorId, at, evidence }: { actorId: string; at: Date; evidence: string },
): Promise<number> {
  const open = await tx
    .select({ id: duties.id })
    .from(duties)
    .where(and(eq(duties.kind, kind), eq(duties.state, 'open')))
    .for('update');
  for (const { id } of open) {
    const note = { outcome: 'done', note: null, evidence };
    const noteSealed = sealJson(keys.school(schoolId), note, dutyNoteContext(id, 'first'));
    await tx.update(duties).set({ state: 'done', doneBy: actorId, doneAt: at, noteSealed }).where(eq(duties.id, id));
    const detail = { duty: id, kind, as: 'first', state: 'done' };
    await appendAudit(tx, [{ schoolId, at, actorId, action: 'duty.signed', caseId: null, detail }]);
  }
  return open.length;
}

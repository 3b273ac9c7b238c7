import { and, eq, inArray } from 'drizzle-orm';
import { appendAudit } from './audit.ts';
import { duties } from './duty-schema.ts';
import type { KeyRing } from './key-ring.ts';
import type { Transaction } from './scope.ts';
import { sealJson } from './seal.ts';

/** What a duty's note is sealed for. */
export const dutyNoteContext = (id: string, part: 'first' | 'second'): string => `duty|${id}|${part}`;

/** Settles those of some duties that are still open, within the transaction of what fulfils them. */
export async function settleOpenDuties(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  ids: readonly string[],
  { actorId, at, evidence }: { actorId: string; at: Date; evidence: string },
): Promise<void> {
  if (ids.length === 0) return;
  const open = await tx
    .select({ id: duties.id, kind: duties.kind })
    .from(duties)
    .where(and(inArray(duties.id, [...ids]), eq(duties.state, 'open')))
    .for('update');
  for (const { id, kind } of open) {
    const note = { outcome: 'done', note: null, evidence };
    const noteSealed = sealJson(keys.school(schoolId), note, dutyNoteContext(id, 'first'));
    await tx.update(duties).set({ state: 'done', doneBy: actorId, doneAt: at, noteSealed }).where(eq(duties.id, id));
    const detail = { duty: id, kind, as: 'first', state: 'done' };
    await appendAudit(tx, [{ schoolId, at, actorId, action: 'duty.signed', caseId: null, detail }]);
  }
}

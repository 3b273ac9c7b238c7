import { sql } from 'drizzle-orm';
import type { NewCase, ReceiptAnswer, Recorded } from '../core/incidents/new-case.ts';
import { recordTogether } from './group-commit.ts';
import type { KeyRing } from './key-ring.ts';
import { idempotencyKey } from './record-names.ts';
import { codeOf, type Database } from './scope.ts';
import { sealConcern } from './seal-concern.ts';

/** A restricted reference is drawn from about 700,000; drawing one that is taken is tried again this often. */
const REFERENCE_ATTEMPTS = 5;
const UNIQUE_VIOLATION = '23505';

/** Records a concern: key, case, first chronology entry, people, access, audit row and messages, in one transaction. */
export type RecordConcern = (input: NewCase) => Promise<Recorded>;

/**
 * Makes the function that records concerns. The same key again answers with what was recorded first.
 * @param drawReference draws another restricted reference when one is taken
 */
export function createRecordConcern(database: Database, keys: KeyRing, drawReference: () => string): RecordConcern {
  const record = recordTogether(database);
  return async (input) => {
    for (let attempt = 1; ; attempt += 1) {
      const reference = attempt === 1 ? input.restrictedReference : drawReference();
      try {
        const recorded = await record(sealConcern(keys, input, input.restrictedReference && reference));
        if (recorded === null) return await findRecorded(database, keys, input);
        return { caseId: input.caseId, reference: recorded, answer: input.answer };
      } catch (error) {
        if (input.restrictedReference === null || codeOf(error) !== UNIQUE_VIOLATION || attempt === REFERENCE_ATTEMPTS)
          throw error;
      }
    }
  };
}

/** What was recorded under a key before. */
function findRecorded(database: Database, keys: KeyRing, input: NewCase): Promise<Recorded> {
  return database.inSchool(input.schoolId, async (tx) => {
    const [row] = await tx.execute<{ case_id: string; reference: string; answer: ReceiptAnswer }>(sql`
      select k.case_id, c.reference, k.answer from idempotency_keys k
      join cases c on c.school_id = k.school_id and c.id = k.case_id
      where k.school_id = ${input.schoolId} and k.key = ${idempotencyKey(keys, input.schoolId, input.key)}`);
    if (!row) throw new Error('an idempotency key has no case');
    return { caseId: row.case_id, reference: row.reference, answer: row.answer };
  });
}

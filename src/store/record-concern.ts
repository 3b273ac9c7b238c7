import { sql } from 'drizzle-orm';
import type { NewCase, ReceiptAnswer, Recorded } from '../core/incidents/new-case.ts';
import type { Store } from '../core/store-port.ts';
import { recordTogether, writeConcerns } from './group-commit.ts';
import type { KeyRing } from './key-ring.ts';
import { idempotencyKey } from './record-names.ts';
import { codeOf, type Database } from './scope.ts';
import { sealConcern } from './seal-concern.ts';

/** A reference is drawn from at least 500,000; drawing one that is taken is tried again this often. */
const REFERENCE_ATTEMPTS = 5;
const UNIQUE_VIOLATION = '23505';

/** Draws another reference for a new case where the one it brought is taken. */
export type DrawReference = (input: Pick<NewCase, 'restricted' | 'year'>) => string;

/** Records a concern: key, case, first chronology entry, people, access, audit row and messages, in one transaction. */
export type RecordConcern = (input: NewCase) => Promise<Recorded>;

/**
 * Makes the function that records concerns. The same key again answers with what was recorded first.
 * @param drawReference draws another reference when one is taken
 */
export function createRecordConcern(database: Database, keys: KeyRing, drawReference: DrawReference): RecordConcern {
  const record = recordTogether(database);
  return (input) =>
    withFreeReferences([input], drawReference, async ([reference = null]) => {
      const recorded = await record(sealConcern(keys, input, reference));
      return recordedAs(database, keys, input, recorded);
    });
}

/**
 * Makes the function that records two concerns that one report made, in one transaction: both, or none. They are written
 * outside the groups, for a group holds one concern of each school.
 */
export function createRecordBoth(database: Database, keys: KeyRing, drawReference: DrawReference): Store['recordBoth'] {
  return (first, second) =>
    withFreeReferences([first, second], drawReference, async ([ofFirst = null, ofSecond = null]) => {
      const sealed = [sealConcern(keys, first, ofFirst), sealConcern(keys, second, ofSecond)];
      const [one = null, other = null] = await database.selfScopedTransaction(async (sql) => {
        const references: (string | null)[] = [];
        for (const concern of sealed) references.push(...(await writeConcerns(sql, [concern], 'alone')));
        return references;
      });
      return [await recordedAs(database, keys, first, one), await recordedAs(database, keys, second, other)];
    });
}

/** Records with the references that were drawn, and with others where one is taken. */
async function withFreeReferences<T>(
  inputs: readonly NewCase[],
  draw: DrawReference,
  record: (references: (string | null)[]) => Promise<T>,
): Promise<T> {
  let references = inputs.map(({ drawnReference }) => drawnReference);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await record(references);
    } catch (error) {
      const drawn = references.some((reference) => reference !== null);
      if (!drawn || codeOf(error) !== UNIQUE_VIOLATION || attempt === REFERENCE_ATTEMPTS) throw error;
      references = inputs.map((input) => (input.drawnReference === null ? null : draw(input)));
    }
  }
}

/** The answer to recording; without a reference the key was there, and what was recorded under it then counts. */
async function recordedAs(
  database: Database,
  keys: KeyRing,
  input: NewCase,
  reference: string | null,
): Promise<Recorded> {
  if (reference === null) return findRecorded(database, keys, input);
  return { caseId: input.caseId, reference, answer: input.answer };
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

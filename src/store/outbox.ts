import type { Intent, OutgoingMessage } from '../core/intents.ts';
import type { LeasedMessage, OutboxStore, Settlement } from '../core/store-port.ts';
import { outbox } from './schema.ts';
import type { Database, Transaction } from './scope.ts';

/** Puts messages in the outbox within the transaction of what they tell of; a key that is there already is left alone. */
export async function queueMessages(
  tx: Transaction,
  schoolId: string,
  messages: OutgoingMessage[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  await tx
    .insert(outbox)
    .values(messages.map((message) => ({ schoolId, ...message, createdAt: now })))
    .onConflictDoNothing();
}

interface ClaimedRow {
  school_id: string;
  id: string;
  lease_id: string;
  lane: string;
  intent: Intent;
  attempts: number;
}

/** The outbox as the delivery job uses it, over the database's two functions that see all schools. */
export function createOutboxStore(database: Database, uuid: () => string): OutboxStore {
  return {
    claim: async (now, leaseSeconds, limit): Promise<LeasedMessage[]> => {
      const rows = await database.outside(
        (sql) =>
          sql<
            ClaimedRow[]
          >`select * from esafety_claim_outbox(${now.toISOString()}::timestamptz, ${uuid()}::uuid, ${leaseSeconds}::int, ${limit}::int)`,
      );
      return rows
        .map((row) => ({
          schoolId: row.school_id,
          id: Number(row.id),
          lease: row.lease_id,
          lane: row.lane,
          intent: row.intent,
          attempts: row.attempts,
        }))
        .sort((a, b) => a.id - b.id);
    },
    settle: async (message: LeasedMessage, result: Settlement, now: Date): Promise<boolean> => {
      const failure = 'failure' in result ? result.failure : null;
      const dueAt = 'dueAt' in result ? result.dueAt.toISOString() : null;
      const [row] = await database.outside(
        (sql) => sql<{ settled: boolean }[]>`select esafety_settle_outbox(${message.schoolId}, ${message.id}::bigint,
          ${message.lease}::uuid, ${result.state}, ${failure}, ${dueAt}::timestamptz, ${now.toISOString()}::timestamptz) as settled`,
      );
      return row?.settled ?? false;
    },
  };
}

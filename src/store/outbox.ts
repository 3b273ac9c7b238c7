import type { Intent, OutgoingMessage } from '../core/intents.ts';
import type { LeasedMessage, OutboxStore, Settlement } from '../core/store-port.ts';
import { outbox } from './schema.ts';
import { type Database, PATIENCE_MILLISECONDS, type Transaction } from './scope.ts';
import { together } from './together.ts';

/** Most messages of one lane that are leased at once: they leave one after the other all the same. */
const MOST_OF_A_LANE = 20;
const MOST_SETTLED_TOGETHER = 500;

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

/** The outbox as the delivery job uses it, over the database's functions that see all schools. */
export function createOutboxStore(database: Database, uuid: () => string): OutboxStore {
  const settle = together({
    run: (settled: Settled[]) => settleAll(database, settled),
    most: MOST_SETTLED_TOGETHER,
    underWay: 1,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
    // To settle twice changes nothing: the lease has ended the first time.
    retryWithinMilliseconds: PATIENCE_MILLISECONDS,
  });
  return {
    claim: async (now, leaseSeconds, lanes): Promise<LeasedMessage[]> => {
      const rows = await database.outside(
        (sql) =>
          sql<ClaimedRow[]>`select school_id, id, lease_id, lane, intent, attempts
            from esafety_claim_lanes(${now.toISOString()}::timestamptz, ${uuid()}::uuid, ${leaseSeconds}::int, ${lanes}::int,
              ${MOST_OF_A_LANE}::int)`,
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
    settle: (message: LeasedMessage, result: Settlement, now: Date): Promise<boolean> =>
      settle({
        school: message.schoolId,
        id: message.id,
        lease: message.lease,
        state: result.state === 'unbegun' ? 'pending' : result.state,
        failure: 'failure' in result ? result.failure : null,
        due: 'dueAt' in result ? result.dueAt.toISOString() : null,
        unbegun: result.state === 'unbegun',
        now: now.toISOString(),
      }),
  };
}

interface Settled {
  school: string;
  id: number;
  lease: string;
  state: string;
  failure: string | null;
  due: string | null;
  unbegun: boolean;
  now: string;
}

async function settleAll(database: Database, settled: Settled[]): Promise<boolean[]> {
  const given = JSON.stringify(settled.map((item, index) => ({ index, ...item })));
  const rows = await database.outside(
    (sql) => sql<{ index: number }[]>`select esafety_settle_messages(${given}::text::jsonb) as index`,
  );
  const ended = new Set(rows.map(({ index }) => index));
  return settled.map((_, index) => ended.has(index));
}

import type { OutgoingMessage } from '../core/intents.ts';
import { queueMessages } from './outbox.ts';
import { scheduleClaims } from './schema.ts';
import type { Database } from './scope.ts';

/** Claims one occasion of scheduled work and queues its messages in the same transaction: whoever inserts the row does it. */
export function claim(
  database: Database,
  schoolId: string,
  job: string,
  occasion: string,
  messages: OutgoingMessage[],
  now: Date,
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const inserted = await tx
      .insert(scheduleClaims)
      .values({ schoolId, job, occurrence: occasion, claimedAt: now })
      .onConflictDoNothing()
      .returning({ job: scheduleClaims.job });
    if (inserted.length === 0) return false;
    await queueMessages(tx, schoolId, messages, now);
    return true;
  });
}

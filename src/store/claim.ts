import type { Occasion } from '../core/reminders/occasion.ts';
import { queueMessages } from './outbox.ts';
import { scheduleClaims } from './schema.ts';
import type { Database } from './scope.ts';

/**
 * Claims occasions of scheduled work and queues the messages of those that nobody claimed before, in one transaction: whoever
 * inserts the row does it. Returns how many were claimed.
 */
export function claimAll(database: Database, schoolId: string, occasions: Occasion[], now: Date): Promise<number> {
  return database.inSchool(schoolId, async (tx) => {
    const inserted = await tx
      .insert(scheduleClaims)
      .values(occasions.map(({ job, key }) => ({ schoolId, job, occurrence: key, claimedAt: now })))
      .onConflictDoNothing()
      .returning({ job: scheduleClaims.job, key: scheduleClaims.occurrence });
    const claimed = new Set(inserted.map(({ job, key }) => `${job}|${key}`));
    const messages = occasions.filter(({ job, key }) => claimed.has(`${job}|${key}`)).flatMap((item) => item.messages);
    await queueMessages(tx, schoolId, messages, now);
    return inserted.length;
  });
}

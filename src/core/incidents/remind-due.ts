import type { Desk } from '../desk.ts';
import type { OutgoingMessage } from '../intents.ts';
import { lineMessage, personLane, refreshMessage, taskMessage } from './first-messages.ts';
import { remindAgainAt } from './steps/due.ts';
import type { DueReminder } from './work-store.ts';

const MOST_AT_ONCE = 200;

/**
 * Reminds everybody of what is due: tasks, answers of agencies, reviews of monitored cases, the law's own clock. Of replicas
 * that race one takes each; what fell due while the program was down is made up at the next tick.
 * @returns how many reminders were taken
 */
export async function remindDue(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  let taken = 0;
  for (const due of await desk.store.dueReminders(now, MOST_AT_ONCE)) {
    try {
      if (await remindOne(desk, due, now)) taken += 1;
    } catch (error) {
      // One that fails must not keep the others waiting; it is tried again at the next tick.
      desk.reportError('reminder failed', error);
    }
  }
  return taken;
}

async function remindOne(desk: Desk, due: DueReminder, now: Date): Promise<boolean> {
  const profile = desk.schools.get(due.schoolId);
  if (!profile) return false;
  const found = await desk.store.reminderOf(due);
  if (!found) return desk.store.takeReminder(due, null, [], now);
  const item = await desk.store.caseForMessage(due.schoolId, due.caseId);
  if (!item) return false;
  const occasion = due.remindAt.toISOString();
  const people = found.ownerId ? [found.ownerId] : item.accessIds;
  const { what } = found;
  const messages: OutgoingMessage[] =
    what === 'task' && found.ownerId
      ? [taskMessage(due.caseId, due.id, found.ownerId, occasion, now)]
      : people.map((personId) => ({
          lane: personLane(personId),
          dedupeKey: `reminder|${due.what}|${due.id}|${personId}|${occasion}`,
          intent: { kind: 'reminder', caseId: due.caseId, personId, what, dueAt: found.dueAt.toISOString() },
          dueAt: now,
        }));
  // Once it is late, the case's place sees it too.
  if (found.dueAt < now)
    messages.push(
      lineMessage(due.caseId, 'reminder', null, `${due.id}|${occasion}`, now),
      refreshMessage(due.caseId, `reminder|${due.id}|${occasion}`, now),
    );
  return desk.store.takeReminder(due, remindAgainAt(profile, now), messages, now);
}

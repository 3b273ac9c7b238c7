import type { Desk } from '../desk.ts';
import type { OutgoingMessage } from '../intents.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { CaseForMessage } from '../store-port.ts';
import { nextWarning } from './deadlines.ts';
import { lineMessage, personLane, refreshMessage, taskMessage } from './first-messages.ts';
import { remindAgainAt } from './steps/due.ts';
import { takeAllDue } from './take-all-due.ts';
import type { DueReminder, WorkStore } from './work-store.ts';

/** What a reminder is about, as it stands now. */
type Waiting = NonNullable<Awaited<ReturnType<WorkStore['reminderOf']>>>;

/**
 * Reminds everybody of what is due: tasks, answers of agencies, reviews of monitored cases, the law's own clock. Of replicas
 * that race one takes each; what fell due while the program was down is made up at the next tick, once.
 * @returns how many reminders were taken
 */
export function remindDue(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  return takeAllDue({
    read: (limit) => desk.store.dueReminders(now, limit),
    keyOf: ({ schoolId, what, id }) => `${schoolId}|${what}|${id}`,
    take: (due) => remindOne(desk, due, now),
    failed: (error) => desk.reportError('reminder failed', error),
  });
}

async function remindOne(desk: Desk, due: DueReminder, now: Date): Promise<boolean> {
  const profile = desk.schools.get(due.schoolId);
  if (!profile) return false;
  const found = await desk.store.reminderOf(due);
  if (!found) return desk.store.takeReminder(due, null, [], now);
  const item = await desk.store.caseForMessage(due.schoolId, due.caseId);
  if (!item) return false;
  const messages = [...(await tell(desk, due, found, item, now)), ...showLate(due, found, now)];
  return desk.store.takeReminder(due, nextAt(profile, found, now), messages, now);
}

function nextAt(profile: SchoolProfile, { what, dueAt }: Waiting, now: Date): Date {
  return what === 'deadline' ? nextWarning(profile, dueAt, now) : remindAgainAt(profile, dueAt, now);
}

/** Tells whoever has it in hand; while that person is away or has left, those who can open the case, too. */
async function tell(
  desk: Desk,
  due: DueReminder,
  { what, dueAt, ownerId }: Waiting,
  item: CaseForMessage,
  now: Date,
): Promise<OutgoingMessage[]> {
  const occasion = due.remindAt.toISOString();
  const remind = (personId: string): OutgoingMessage => ({
    lane: personLane(personId),
    dedupeKey: `reminder|${due.what}|${due.id}|${personId}|${occasion}`,
    intent: { kind: 'reminder', caseId: due.caseId, personId, what, dueAt: dueAt.toISOString() },
    dueAt: now,
  });
  const isThere = await whoIsThere(desk, due.schoolId, now);
  const readers = item.accessIds.filter((personId) => isThere(personId) && personId !== ownerId);
  const others = readers.length > 0 ? readers : item.accessIds.filter((personId) => personId !== ownerId);
  const own = !ownerId
    ? []
    : [what === 'task' ? taskMessage(due.caseId, due.id, ownerId, occasion, now) : remind(ownerId)];
  // The law's clock is everybody's who can open the case.
  const alone = ownerId !== null && isThere(ownerId) && what !== 'deadline';
  if (alone) return own;
  const lead = item.ownerId && item.ownerId !== ownerId && isThere(item.ownerId) ? [item.ownerId] : others;
  return [...own, ...lead.map(remind)];
}

/** Once it is late, the case's place sees it too. */
function showLate(due: DueReminder, { dueAt }: Waiting, now: Date): OutgoingMessage[] {
  if (dueAt >= now) return [];
  const occasion = due.remindAt.toISOString();
  return [
    lineMessage(due.caseId, 'reminder', null, `${due.id}|${occasion}`, now),
    refreshMessage(due.caseId, `reminder|${due.id}|${occasion}`, now),
  ];
}

async function whoIsThere(desk: Desk, schoolId: string, now: Date): Promise<(personId: string) => boolean> {
  const today = localDay(now);
  const absent = await desk.store.listAbsent(schoolId, now);
  const staff = await desk.staff.list(schoolId);
  const there = new Set(
    staff.filter((person) => isCurrent(person, today) && !absent.has(person.personId)).map(({ personId }) => personId),
  );
  return (personId) => there.has(personId);
}

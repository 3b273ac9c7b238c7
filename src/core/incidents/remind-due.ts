import type { Desk } from '../desk.ts';
import type { Intent, OutgoingMessage } from '../intents.ts';
import type { SchoolProfile } from '../school/profile.ts';
import type { CaseForMessage } from '../store-port.ts';
import { type CaseReminder, setCaseClock } from './case-clock.ts';
import { lineMessage, personLane, refreshMessage, taskMessage } from './first-messages.ts';
import { remindAgainAt } from './steps/due.ts';
import { takeAllDue } from './take-all-due.ts';
import { type Remindable, whoIsReminded } from './who-is-reminded.ts';
import type { CaseClockFacts, DueReminder, WorkStore } from './work-store.ts';

/** A task or an answer that is due, as it stands now. */
type Waiting = Exclude<NonNullable<Awaited<ReturnType<WorkStore['reminderOf']>>>, CaseClockFacts>;
/** What a reminder says. */
interface Due extends Pick<Extract<Intent, { kind: 'reminder' }>, 'what'> {
  dueAt: Date;
}

/**
 * Reminds everybody of what is due: tasks, answers of agencies, reviews of monitored cases, the law's own clock, cases that were
 * passed up or lie still. Of replicas that race one takes each; what fell due while the program was down is made up at the
 * next tick, once.
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
  if (found.what === 'case') return remindOfCase(desk, profile, due, found, item, now);
  const messages = [...(await tellOfWaiting(desk, profile, due, found, item, now)), ...showLate(due, found, now)];
  return desk.store.takeReminder(due, remindAgainAt(profile, found.dueAt, now), messages, now);
}

async function remindOfCase(
  desk: Desk,
  profile: SchoolProfile,
  due: DueReminder,
  facts: CaseClockFacts,
  item: CaseForMessage,
  now: Date,
): Promise<boolean> {
  const { remind, nextAt } = setCaseClock(profile, facts, now);
  if (!remind) return desk.store.takeReminder(due, nextAt, [], now);
  const people = peopleOf(remind, facts, await whoIsReminded(desk, profile, item, now));
  const late = remind.what === 'deadline' || remind.what === 'review' ? showLate(due, remind, now) : [];
  return desk.store.takeReminder(due, nextAt, [...reminders(due, people, remind, now), ...late], now);
}

/** The law's clock is everybody's who can open the case; what was passed up concerns both; the rest whoever has it in hand. */
function peopleOf({ what }: CaseReminder, { passedUp, ownerId }: CaseClockFacts, who: Remindable): string[] {
  if (what === 'deadline') return who.everybody();
  if (what !== 'passed-up' || !passedUp) return who.insteadOf([ownerId]);
  // Where the new person cannot be reached, somebody else has to take it.
  return [...new Set([...who.insteadOf([passedUp.toId]), ...who.insteadOf([passedUp.byId, passedUp.toId])])];
}

/** Tells whoever has a task or a case in hand; where that person is away or has left, those who can open the case. */
async function tellOfWaiting(
  desk: Desk,
  profile: SchoolProfile,
  due: DueReminder,
  { what, dueAt, ownerId }: Waiting,
  item: CaseForMessage,
  now: Date,
): Promise<OutgoingMessage[]> {
  const who = await whoIsReminded(desk, profile, item, now);
  if (what === 'referral') return reminders(due, who.insteadOf([ownerId]), { what, dueAt }, now);
  const asked = ownerId !== null && who.mayBeAsked(ownerId) ? ownerId : null;
  const own = asked === null ? [] : [taskMessage(due.caseId, due.id, asked, occasionOf(due, dueAt), now)];
  if (asked !== null && !who.isAway(asked)) return own;
  const others = who.insteadOf([item.ownerId]).filter((personId) => personId !== asked);
  return [...own, ...reminders(due, others, { what, dueAt }, now)];
}

const reminders = (due: DueReminder, people: string[], { what, dueAt }: Due, now: Date): OutgoingMessage[] =>
  people.map((personId) => ({
    lane: personLane(personId),
    dedupeKey: `reminder|${due.what}|${due.id}|${personId}|${occasionOf(due, dueAt)}`,
    intent: { kind: 'reminder', caseId: due.caseId, personId, what, dueAt: dueAt.toISOString() },
    dueAt: now,
  }));

/** The moment the clock stood at; a case that had none is brought up once for the moment it should have been. */
const occasionOf = ({ remindAt }: DueReminder, dueAt: Date): string => (remindAt ?? dueAt).toISOString();

/** Once it is late, the case's place sees it too. */
function showLate(due: DueReminder, { dueAt }: Pick<Due, 'dueAt'>, now: Date): OutgoingMessage[] {
  if (dueAt >= now) return [];
  const occasion = occasionOf(due, dueAt);
  return [
    lineMessage(due.caseId, 'reminder', null, `${due.id}|${occasion}`, now),
    refreshMessage(due.caseId, `reminder|${due.id}|${occasion}`, now),
  ];
}

import type { Desk } from './desk.ts';
import { personLane } from './incidents/first-messages.ts';
import type { Intent, OutgoingMessage } from './intents.ts';
import { isCurrent } from './people/membership.ts';
import { localDay } from './school/calendar.ts';
import { rolesHeld, type SchoolProfile } from './school/profile.ts';
import type { Role } from './school/roles.ts';

/** Who gets a question, in this order: the co-ordinator (Wessex 21.1), where none is there the DSL team, then the head. */
const READERS: readonly (readonly Role[])[] = [['esafety_coordinator'], ['dsl', 'deputy_dsl'], ['head']];

/** Whether somebody may open questions to the e-safety co-ordinator. */
export const mayReadQuestions = (roles: readonly Role[]): boolean =>
  READERS.flat().some((role) => roles.includes(role));

/**
 * Those who get somebody's question, by turn: each holds people the ones before do not. Who is away comes after everybody
 * who is there, so that a question to a school where all are away still waits for somebody.
 */
export async function findQuestionReaders(desk: Desk, profile: SchoolProfile, askerId: string): Promise<string[][]> {
  const now = desk.clock.now();
  const today = localDay(now);
  const staff = await desk.staff.list(profile.id);
  const absent = await desk.store.listAbsent(profile.id, now);
  const others = staff.filter((person) => isCurrent(person, today) && person.personId !== askerId);
  const turns: string[][] = [];
  for (const isAway of [false, true]) {
    for (const roles of READERS) {
      const turn = others
        .filter((person) => rolesHeld(profile, person.roles).some((role) => roles.includes(role)))
        .map(({ personId }) => personId)
        .filter((personId) => absent.has(personId) === isAway && !turns.flat().includes(personId));
      if (turn.length > 0) turns.push(turn);
    }
  }
  return turns;
}

/** Tells one person 1:1 that somebody asks, once. */
export function questionMessage(questionId: string, personId: string, dueAt: Date): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `question|${questionId}|${personId}`,
    intent: { kind: 'question', questionId, personId },
    dueAt,
  };
}

/** Whoever was to get a question could not be reached: those whose turn comes next get it. */
export async function passQuestionOn(
  desk: Desk,
  schoolId: string,
  { questionId, personId }: Extract<Intent, { kind: 'question' }>,
): Promise<void> {
  const profile = desk.schools.get(schoolId);
  const now = desk.clock.now();
  const question = profile && (await desk.store.findQuestion(schoolId, questionId, null, now));
  if (!profile || !question) return;
  const turns = await findQuestionReaders(desk, profile, question.askerId);
  const next = turns[turns.findIndex((turn) => turn.includes(personId)) + 1] ?? [];
  await desk.store.enqueue(
    schoolId,
    next.map((reader) => questionMessage(questionId, reader, now)),
    now,
  );
}

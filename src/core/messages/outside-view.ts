import { bulletinMessages } from '../bulletins/bulletin-messages.ts';
import type { Desk } from '../desk.ts';
import { digestMessages } from '../digests/digest-messages.ts';
import { dutyMessages } from '../duties/duty-messages.ts';
import { filterMessages } from '../filtering/filter-messages.ts';
import type { Intent } from '../intents.ts';
import { isCurrent } from '../people/membership.ts';
import { mayReadQuestions } from '../question-readers.ts';
import { registerMessages } from '../registers/register-messages.ts';
import { policyMessages } from '../reviews/policy-messages.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { withUsualTerms } from '../school/usual-terms.ts';
import { headingOf } from '../schools.ts';
import { trainingMessages } from '../training/training-messages.ts';
import type { View } from '../views.ts';
import type { ComposeTold } from './told.ts';

/** How each message to one person that belongs to no case is composed. */
const COMPOSE = {
  'image-alert': (async ({ desk, profile, school }, intent) => {
    const who = await desk.staff.nameOf(profile.id, intent.senderId);
    return { name: 'image-alert', school, who, where: intent.where, at: intent.at };
  }) satisfies ComposeTold<'image-alert'>,
  'cover-set': (async ({ desk, profile, school }, intent) => {
    const absences = await desk.store.listAbsences(profile.id, desk.clock.now());
    const absence = absences.find(({ id }) => id === intent.absenceId);
    // Over, or ended meanwhile.
    if (!absence) return null;
    const by = await desk.staff.nameOf(profile.id, intent.byId);
    const { startsAt, endsAt } = absence;
    return { name: 'cover-set', school, by, from: startsAt.toISOString(), to: endsAt.toISOString() };
  }) satisfies ComposeTold<'cover-set'>,
  question: (async ({ desk, profile, school, roles }, { questionId }) => {
    if (!mayReadQuestions(roles)) return null;
    const question = await desk.store.findQuestion(profile.id, questionId, null, desk.clock.now());
    if (!question) return null;
    const from = await desk.staff.nameOf(profile.id, question.askerId);
    return { name: 'question', school, questionId, from, askedAt: question.askedAt.toISOString(), text: null };
  }) satisfies ComposeTold<'question'>,
  ...policyMessages,
  ...trainingMessages,
  ...bulletinMessages,
  ...dutyMessages,
  ...registerMessages,
  ...filterMessages,
  ...digestMessages,
};

/** Messages to one person that belong to no case. */
export type OutsideIntent = Extract<Intent, { kind: keyof typeof COMPOSE }>;

/** Whether a message belongs to no case. */
export const isOutsideIntent = (intent: Intent): intent is OutsideIntent => Object.hasOwn(COMPOSE, intent.kind);

/** Composes what one person gets 1:1 that belongs to no case; null where it is not to be sent any more. */
export async function outsideView(desk: Desk, given: SchoolProfile, intent: OutsideIntent): Promise<View | null> {
  const today = localDay(desk.clock.now());
  // By the same calendar as what was found due.
  const profile = withUsualTerms(given, today);
  const person = (await desk.staff.list(profile.id)).find(({ personId }) => personId === intent.personId);
  if (!person || !isCurrent(person, today)) return null;
  const told = { desk, profile, school: headingOf(profile), person, roles: rolesHeld(profile, person.roles) };
  const compose = COMPOSE[intent.kind] as ComposeTold<OutsideIntent['kind']>;
  return compose(told, intent);
}

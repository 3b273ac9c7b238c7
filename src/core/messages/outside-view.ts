import type { Desk } from '../desk.ts';
import type { Intent } from '../intents.ts';
import { isCurrent } from '../people/membership.ts';
import { mayReadQuestions } from '../question-readers.ts';
import { localDay } from '../school/calendar.ts';
import { effectiveNextReview } from '../school/effective-next-review.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { View } from '../views.ts';

/** Messages to one person that belong to no case. */
export type OutsideIntent = Extract<Intent, { kind: 'image-alert' | 'question' | 'review-due' | 'cover-set' }>;

/** Whether a message belongs to no case. */
export const isOutsideIntent = (intent: Intent): intent is OutsideIntent =>
  intent.kind === 'image-alert' ||
  intent.kind === 'question' ||
  intent.kind === 'review-due' ||
  intent.kind === 'cover-set';

/** Composes what one person gets 1:1 that belongs to no case; null where it is not to be sent any more. */
export async function outsideView(desk: Desk, profile: SchoolProfile, intent: OutsideIntent): Promise<View | null> {
  const person = (await desk.staff.list(profile.id)).find(({ personId }) => personId === intent.personId);
  if (!person || !isCurrent(person, localDay(desk.clock.now()))) return null;
  const school = headingOf(profile);
  if (intent.kind === 'image-alert') {
    const who = await desk.staff.nameOf(profile.id, intent.senderId);
    return { name: 'image-alert', school, who, where: intent.where, at: intent.at };
  }
  if (intent.kind === 'review-due') {
    const policy = profile.policies.find(({ title }) => title === intent.policy);
    // Reviewed meanwhile: the settings hold another date.
    if (!policy || effectiveNextReview(policy).due !== intent.dueOn) return null;
    const overdue = intent.dueOn < localDay(desk.clock.now());
    return { name: 'review-due', school, policy: policy.title, dueOn: intent.dueOn, overdue, url: policy.url ?? null };
  }
  if (intent.kind === 'cover-set') {
    const absences = await desk.store.listAbsences(profile.id, desk.clock.now());
    const absence = absences.find(({ id }) => id === intent.absenceId);
    // Over, or ended meanwhile.
    if (!absence) return null;
    const by = await desk.staff.nameOf(profile.id, intent.byId);
    const { startsAt, endsAt } = absence;
    return { name: 'cover-set', school, by, from: startsAt.toISOString(), to: endsAt.toISOString() };
  }
  if (!mayReadQuestions(rolesHeld(profile, person.roles))) return null;
  const question = await desk.store.findQuestion(profile.id, intent.questionId, null, desk.clock.now());
  if (!question) return null;
  return {
    name: 'question',
    school,
    questionId: intent.questionId,
    from: await desk.staff.nameOf(profile.id, question.askerId),
    askedAt: question.askedAt.toISOString(),
    text: null,
  };
}

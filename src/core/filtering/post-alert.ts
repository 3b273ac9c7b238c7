import type { Desk } from '../desk.ts';
import type { MessageRef } from '../events.ts';
import type { Intent } from '../intents.ts';
import type { Delivered } from '../messages/deliver.ts';
import { findPlaceProblem } from '../places/find-place-problem.ts';
import { type Chat, ChatError } from '../ports.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { calmly, toldMessage } from './alert-messages.ts';
import { alertPeople, alertSchool, mayKnowAlert } from './alert-people.ts';
import { alertView } from './alert-view.ts';
import type { AlertSummary } from './filter-store.ts';

type Card = Extract<Intent, { kind: 'filter-alert' }>;

/**
 * Posts an alert of the web filter in the school's restricted place, or brings its card up to date. Where somebody there may not
 * know of pupils' cases, or the place cannot be reached, whoever leads safeguarding is told 1:1 instead (law 3).
 * @throws ChatError when the platform did not take it
 */
export async function postAlert(
  desk: Desk,
  profile: SchoolProfile,
  chat: Chat,
  { alertId }: Card,
  attempts: number,
): Promise<Delivered> {
  const alert = await desk.store.filtering.alertForMessage(profile.id, alertId);
  // What is about a colleague is posted nowhere, whatever put the message here (law 4).
  if (!alert || alert.personId !== null) return 'dropped';
  const posted = alert.root;
  if (!posted && alert.state !== 'new') return 'dropped';
  const place = posted
    ? alert.place
    : await desk.store.placeFor(profile.id, 'dsl', profile.places.dsl?.channel ?? null);
  const problem = place
    ? await findPlaceProblem(desk, profile, place, (viewer) => viewer.pupilCases, attempts)
    : 'not-set-up';
  if (!place || problem) {
    // They were told when it was posted; what is urgent since then was told 1:1.
    if (!posted) await tellInstead(desk, profile, alert);
    return 'dropped';
  }
  const view = await alertView(desk, profile, alert);
  if (posted) {
    await chat.edit(posted, view);
    return 'sent';
  }
  let root: MessageRef;
  try {
    root = await chat.postToPlace(place, view);
  } catch (error) {
    if (!(error instanceof ChatError) || (error.failure !== 'refused' && error.failure !== 'gone')) throw error;
    await tellInstead(desk, profile, alert);
    return 'dropped';
  }
  await desk.store.filtering.saveAlertPost(profile.id, alertId, { placeKey: place.key, root });
  return 'sent';
}

/** An alert that was given up as a post: it is told 1:1, unless it stands in its place already. */
export async function alertNotPosted(desk: Desk, schoolId: string, { alertId }: Card): Promise<void> {
  const profile = desk.schools.get(schoolId);
  const alert = profile && (await desk.store.filtering.alertForMessage(schoolId, alertId));
  if (profile && alert && !alert.root) await tellInstead(desk, profile, alert);
}

/** Whoever was to be told of an alert could not be reached: everybody else who may know of it is told. */
export async function passAlertOn(
  desk: Desk,
  schoolId: string,
  { alertId, personId }: Extract<Intent, { kind: 'filter-alert-told' }>,
): Promise<void> {
  const profile = desk.schools.get(schoolId);
  const alert = profile && (await desk.store.filtering.alertForMessage(schoolId, alertId));
  if (!profile || !alert || alert.state !== 'new') return;
  const now = desk.clock.now();
  const others = (await desk.staff.list(schoolId)).filter(
    (person) => person.personId !== personId && mayKnowAlert(profile, person, alert),
  );
  const dueAt = alert.urgent ? now : calmly(profile, now);
  await desk.store.enqueue(
    schoolId,
    others.map((person) => toldMessage(alertId, person.personId, 'passed-on', dueAt)),
    now,
  );
}

async function tellInstead(desk: Desk, profile: SchoolProfile, alert: AlertSummary): Promise<void> {
  if (alert.state !== 'new') return;
  const now = desk.clock.now();
  const people = alertPeople(await alertSchool(desk, profile, now, []), alert, now);
  const dueAt = alert.urgent ? now : calmly(profile, now);
  await desk.store.enqueue(
    profile.id,
    people.map((personId) => toldMessage(alert.alertId, personId, alert.urgent ? 'urgent' : 'place', dueAt)),
    now,
  );
}

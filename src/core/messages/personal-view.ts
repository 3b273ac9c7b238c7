import { type CaseAccess, mayKnow, viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import { caseCard } from '../incidents/case-card.ts';
import type { Intent } from '../intents.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { contactsOf, headingOf } from '../schools.ts';
import type { CaseForMessage } from '../store-port.ts';
import type { ReporterUpdate, View } from '../views.ts';

/** Messages about a case that go to one person 1:1. */
export type PersonalIntent = Extract<
  Intent,
  {
    kind: 'alert' | 'place-stopped' | 'tell-reporter' | 'hand-off' | 'task' | 'reminder' | 'case-taken' | 'also-told';
  }
>;

/**
 * Composes what one person gets 1:1, from the record as it stands now. Null where it is not to be sent any more: it is past,
 * or the person may not know of it (any longer).
 */
export async function personalView(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  intent: PersonalIntent,
): Promise<View | null> {
  const school = headingOf(profile);
  const { caseId, reference } = item;
  const mayStill = (personId: string): Promise<boolean> => mayStillKnow(desk, profile, personId, item);
  switch (intent.kind) {
    case 'alert': {
      if (isPast(item, intent) || !(await mayStill(intent.personId))) return null;
      const card = await caseCard(desk, profile, item, intent.reason);
      const earlier = await earlierOf(desk, profile, item, intent.personId);
      return earlier.length > 0 ? { ...card, earlier } : card;
    }
    case 'place-stopped':
      if (!(await mayStill(intent.personId))) return null;
      return { name: 'place-stopped', school, reference, caseId, why: intent.why };
    case 'tell-reporter':
      if (isPast(item, intent) || !(await isStillTold(desk, profile, item, intent.update))) return null;
      return {
        name: 'reporter-update',
        school,
        reportId: caseId,
        reference,
        update: intent.update,
        contacts: contactsOf(profile),
      };
    case 'hand-off':
      return handOff(desk, profile, item, intent);
    case 'task':
      return taskCard(desk, profile, item, intent);
    case 'reminder':
      if (item.status === 'closed' || !(await mayStill(intent.personId))) return null;
      return { name: 'reminder', school, caseId, reference, what: intent.what, dueAt: intent.dueAt };
    case 'case-taken': {
      if (!(await mayStill(intent.personId))) return null;
      return { name: 'case-taken', school, caseId, reference, by: await desk.staff.nameOf(profile.id, intent.byId) };
    }
    case 'also-told':
      // Whoever reported knows already.
      if (item.adultIds.includes(intent.personId) || item.reporterId === intent.personId) return null;
      if (!(await isOnStaff(desk, profile, intent.personId))) return null;
      return { name: 'also-told', school, reportedAt: item.reportedAt.toISOString() };
  }
}

/** Somebody has acknowledged meanwhile: what says that nobody has is no longer true. */
function isPast(item: CaseForMessage, intent: Extract<Intent, { kind: 'alert' | 'tell-reporter' }>): boolean {
  if (item.acknowledgedAt === null) return false;
  return intent.kind === 'alert'
    ? intent.reason === 'escalated' || intent.reason === 'repeat'
    : intent.update === 'nobody-reached';
}

/**
 * A reporter who has left is told nothing more. One whom the case is about is not told how it goes: only that somebody has seen
 * it, or whom to ring where nobody was reached.
 */
async function isStillTold(
  desk: Desk,
  profile: SchoolProfile,
  { adultIds, reporterId }: CaseForMessage,
  update: ReporterUpdate,
): Promise<boolean> {
  if (adultIds.includes(reporterId) && (update === 'handled' || update === 'closed')) return false;
  return isOnStaff(desk, profile, reporterId);
}

async function isOnStaff(desk: Desk, profile: SchoolProfile, personId: string): Promise<boolean> {
  const person = (await desk.staff.list(profile.id)).find((candidate) => candidate.personId === personId);
  return person !== undefined && isCurrent(person, localDay(desk.clock.now()));
}

/** Access is decided when a message leaves: somebody who left, or whom the case turned out to be about, is not told. */
async function mayStillKnow(desk: Desk, profile: SchoolProfile, personId: string, item: CaseAccess): Promise<boolean> {
  const person = (await desk.staff.list(profile.id)).find((candidate) => candidate.personId === personId);
  if (!person || !isCurrent(person, localDay(desk.clock.now()))) return false;
  return mayKnow(viewerOf(personId, rolesHeld(profile, person.roles)), item);
}

/** References of earlier cases that name the same pupil, those alone that this reader may know of. */
async function earlierOf(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  personId: string,
): Promise<string[]> {
  if (item.restricted || !item.namedElsewhere) return [];
  const person = (await desk.staff.list(profile.id)).find((candidate) => candidate.personId === personId);
  if (!person) return [];
  const viewer = viewerOf(personId, rolesHeld(profile, person.roles));
  return desk.store.earlierCases(profile.id, item.caseId, viewer);
}

async function handOff(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  { personId, taskId }: Extract<Intent, { kind: 'hand-off' }>,
): Promise<View | null> {
  if (item.adultIds.includes(personId) || !(await isOnStaff(desk, profile, personId))) return null;
  const task = await desk.store.handOffOf(profile.id, item.caseId, personId, desk.clock.now());
  if (!task) return null;
  return {
    name: 'hand-off',
    school: headingOf(profile),
    task: 'unsuitable-site',
    taskId: taskId ?? null,
    urls: task.urls,
    device: task.device,
    deviceWithheld: task.deviceWithheld,
    reportedAt: task.reportedAt.toISOString(),
  };
}

async function taskCard(
  desk: Desk,
  profile: SchoolProfile,
  item: CaseForMessage,
  { personId, taskId, reminder }: Extract<Intent, { kind: 'task' }>,
): Promise<View | null> {
  const task = await desk.store.taskForMessage(profile.id, taskId);
  // Given to somebody else meanwhile, done, or about this person: nothing to do here.
  if (!task || task.ownerId !== personId || item.adultIds.includes(personId)) return null;
  if (reminder && task.state !== 'open') return null;
  if (!(await isOnStaff(desk, profile, personId))) return null;
  return {
    name: 'task-card',
    school: headingOf(profile),
    taskId,
    kind: task.kind,
    dueAt: task.dueAt?.toISOString() ?? null,
    state: task.state,
    reminder,
  };
}

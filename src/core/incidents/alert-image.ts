import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { OutgoingMessage } from '../intents.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { StoreUnavailable } from '../store-port.ts';
import { personLane } from './first-messages.ts';

/**
 * Tells the safeguarding team that somebody sent a picture or a file to the app: who, where and when, nothing else is known.
 * What was sent is never fetched and nothing is deleted, for it may be evidence (UKCIS 2024). Where this cannot be saved the
 * sender still has to be told to stop, so it does not throw for that.
 */
export async function alertToImage(desk: Desk, identity: Identity, origin: Origin): Promise<void> {
  try {
    for (const seat of identity.seats) await alertTeam(desk, identity.personId, seat, origin);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    desk.reportError('image alert not saved', error);
  }
}

async function alertTeam(desk: Desk, senderId: string, seat: SchoolSeat, origin: Origin): Promise<void> {
  const at = desk.clock.now();
  const schoolId = seat.profile.id;
  const where = origin.place.kind === 'personal' ? 'personal' : 'place';
  const delivery = desk.ids.keyOf(`${origin.platform}|${origin.workspaceId}|${origin.eventId}`);
  const messages = (await whomToTell(desk, senderId, seat, at)).map(
    (personId): OutgoingMessage => ({
      lane: personLane(personId),
      dedupeKey: `image|${delivery}|${personId}`,
      intent: { kind: 'image-alert', personId, senderId, where, at: at.toISOString() },
      dueAt: at,
    }),
  );
  await desk.store.noteImage(schoolId, { actorId: senderId, at, messages });
}

/** The safeguarding team that is there, else the head, else whoever stands in; where all are away, the team all the same. Never the sender. */
async function whomToTell(desk: Desk, senderId: string, { profile, absent }: SchoolSeat, at: Date): Promise<string[]> {
  const today = localDay(at);
  const staff = (await desk.staff.list(profile.id)).filter(
    (person) => person.personId !== senderId && isCurrent(person, today),
  );
  const away = absent ?? (await desk.store.listAbsent(profile.id, at));
  const holders = (roles: readonly Role[]): string[] =>
    staff
      .filter((person) => rolesHeld(profile, person.roles).some((role) => roles.includes(role)))
      .map(({ personId }) => personId);
  const team: Role[] = ['dsl', 'deputy_dsl'];
  const rungs: Role[][] = [team, ['head'], ...profile.cover.map((role) => [role])];
  const present = rungs.map((roles) => holders(roles).filter((personId) => !away.has(personId)));
  return present.find((people) => people.length > 0) ?? holders([...team, 'head', ...profile.cover]);
}

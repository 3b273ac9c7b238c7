import { CASE_ROLES, mayConfirmAccess } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import type { Identity } from '../identify.ts';
import { personLane } from '../incidents/first-messages.ts';
import type { OutgoingMessage } from '../intents.ts';
import { type Reply, replace, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile, titleOf } from '../school/profile.ts';
import type { Role } from '../school/roles.ts';
import { headingOf } from '../schools.ts';
import type { AccessRequest } from '../store-port.ts';
import type { AccessRequestView } from '../views.ts';
import { isCurrent, type StaffMember } from './membership.ts';

/** The people of a school who hold case access today: those who are asked and told about every new grant. */
export function accessHolders(profile: SchoolProfile, staff: readonly StaffMember[], now: Date): string[] {
  const today = localDay(now);
  return staff
    .filter((person) => isCurrent(person, today))
    .filter((person) => rolesHeld(profile, person.roles).some((role) => CASE_ROLES.includes(role)))
    .map((person) => person.personId);
}

/** Asks the holders whether a person gets a function that opens cases; nobody makes himself DSL (law 4). */
export async function requestRole(desk: Desk, profile: SchoolProfile, personId: string, role: Role): Promise<void> {
  await send(desk, profile, { schoolId: profile.id, personId, what: 'role', role, account: null });
}

/** Asks the holders whether a person's account may be replaced by another. */
export async function requestRebind(desk: Desk, schoolId: string, personId: string, origin: Origin): Promise<void> {
  const profile = desk.schools.get(schoolId);
  if (!profile) return;
  const { platform, workspaceId, accountId } = origin;
  await send(desk, profile, {
    schoolId,
    personId,
    what: 'rebind',
    role: null,
    account: { platform, workspaceId, accountId },
  });
}

/** A holder confirms or refuses a request; all holders are told. Decided once. */
export async function decideRequest(
  desk: Desk,
  identity: Identity,
  event: { action: string; data: Record<string, string> },
): Promise<Reply> {
  const id = event.data.request ?? '';
  const at = desk.clock.now();
  for (const seat of identity.seats) {
    const request = await desk.store.accessRequest(seat.profile.id, id);
    if (!request) continue;
    if (!mayConfirmAccess(seat.roles, identity.personId, request.personId)) break;
    const holders = accessHolders(seat.profile, await desk.staff.list(seat.profile.id), at);
    const messages = holders
      .filter((personId) => personId !== identity.personId)
      .map((personId) => requestMessage(id, personId, 'decided', at));
    const confirmed = event.action === 'confirm-request';
    const decided = await desk.store.decideAccessRequest(seat.profile.id, id, confirmed, {
      actorId: identity.personId,
      at,
      messages,
    });
    desk.staff.clear();
    // Another holder answered first: the card shows his answer, not the one that came too late.
    const known = decided ?? (await desk.store.accessRequest(seat.profile.id, id)) ?? request;
    return replace(await requestView(desk, seat.profile, known));
  }
  return show({ name: 'notice', notice: 'request-gone' });
}

/** A request as a holder reads it. */
export async function requestView(
  desk: Desk,
  profile: SchoolProfile,
  request: AccessRequest,
): Promise<AccessRequestView> {
  return {
    name: 'access-request',
    school: headingOf(profile),
    requestId: request.id,
    person: await desk.staff.nameOf(profile.id, request.personId),
    what: request.what,
    roleTitle: request.role ? titleOf(profile, request.role) : null,
    state: request.state,
    decidedBy: request.decidedBy ? await desk.staff.nameOf(profile.id, request.decidedBy) : null,
  };
}

async function send(
  desk: Desk,
  profile: SchoolProfile,
  request: Omit<AccessRequest, 'id' | 'state' | 'decidedBy'>,
): Promise<void> {
  const id = desk.ids.uuid();
  const at = desk.clock.now();
  const holders = accessHolders(profile, await desk.staff.list(profile.id), at);
  // Asked again, on another day, while it waits: a card of weeks ago is not found any more.
  const occasion = `asked|${localDay(at)}`;
  const messagesFor = (requestId: string) =>
    holders
      .filter((personId) => personId !== request.personId)
      .map((personId) => requestMessage(requestId, personId, occasion, at));
  await desk.store.requestAccess({ ...request, id }, { actorId: null, at, messagesFor });
}

function requestMessage(requestId: string, personId: string, occasion: string, dueAt: Date): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `request|${requestId}|${personId}|${occasion}`,
    intent: { kind: 'access-request', requestId, personId },
    dueAt,
  };
}

import type { Viewer } from './access.ts';
import { viewerOf } from './access.ts';
import type { Desk } from './desk.ts';
import type { Origin } from './events.ts';
import { isCurrent, type Membership } from './people/membership.ts';
import { type Reply, show } from './replies.ts';
import { localDay } from './school/calendar.ts';
import { rolesHeld, type SchoolProfile } from './school/profile.ts';
import type { Role } from './school/roles.ts';
import { sharedContacts } from './schools.ts';
import type { EmergencyView } from './views.ts';

/** A person in one school, today. */
export interface SchoolSeat {
  profile: SchoolProfile;
  roles: Role[];
  viewer: Viewer;
  /** People who are away now, where that came with the event. */
  absent?: ReadonlySet<string>;
}

/** Who acted: somebody on the staff of one school or several. */
export interface Identity {
  personId: string;
  seats: [SchoolSeat, ...SchoolSeat[]];
}

/** Somebody's functions in any of his schools. */
export const rolesOf = ({ seats }: Identity): Role[] => [...new Set(seats.flatMap(({ roles }) => roles))];

/** The identity behind an event, or the private answer for somebody who cannot be served, or a repeated delivery. */
export type Identified =
  | { kind: 'known'; identity: Identity }
  | { kind: 'turned-away'; reason: EmergencyView['reason']; reply: Reply }
  | { kind: 'duplicate' };

/**
 * Finds out who acted: by the platform's own account id, and at first contact by the e-mail address the platform vouches
 * for; never by a display name. Guests, leavers and strangers get the emergency text and whom to ask (Wessex 6.5, 17.2).
 * @param dedupe true for deliveries that must act once
 */
export async function identify(desk: Desk, origin: Origin, dedupe: boolean): Promise<Identified> {
  const now = desk.clock.now();
  const received = await desk.store.receive(origin, dedupe, now);
  if (received.duplicate) return { kind: 'duplicate' };
  if (desk.schools.inWorkspace(origin).length === 0) return turnAway(desk, origin, 'not-set-up');
  let { personId, memberships } = received;
  if (personId === null) {
    const member = await desk.chats(origin.platform)?.findMember(origin);
    if (!member) return turnAway(desk, origin, 'unknown');
    if (member.guest || member.app) return turnAway(desk, origin, 'guest');
    personId = await tieByEmail(desk, origin, member.email, now);
    if (personId === null) return turnAway(desk, origin, 'unknown');
    memberships = await desk.store.membershipsOf(origin, personId);
  }
  const today = localDay(now);
  const seats = memberships
    .filter((item) => isCurrent(item, today))
    .flatMap((item) => seatOf(desk, personId, item, received.absent));
  const [first, ...others] = seats;
  if (!first)
    return turnAway(desk, origin, memberships.some((m) => m.endsOn !== null && m.endsOn < today) ? 'left' : 'unknown');
  return { kind: 'known', identity: { personId, seats: [first, ...others] } };
}

async function tieByEmail(desk: Desk, origin: Origin, email: string | null, now: Date): Promise<string | null> {
  if (!email) return null;
  const people = await desk.store.findPeopleByEmail(origin.platform, origin.workspaceId, email);
  const [personId, second] = people;
  // An address that stands for two people says nothing; the administrator gives a code instead.
  if (!personId || second) return null;
  return (await desk.store.tieAccount(origin, personId, 'email', now)) === 'tied' ? personId : null;
}

function seatOf(desk: Desk, personId: string, membership: Membership, absent: Record<string, string[]>): SchoolSeat[] {
  const profile = desk.schools.get(membership.schoolId);
  if (!profile) return [];
  const roles = rolesHeld(profile, membership.roles);
  const away = absent[profile.id];
  return [{ profile, roles, viewer: viewerOf(personId, roles), ...(away ? { absent: new Set(away) } : {}) }];
}

function turnAway(desk: Desk, origin: Origin, reason: EmergencyView['reason']): Identified {
  return { kind: 'turned-away', reason, reply: show(emergencyView(desk, origin, reason)) };
}

/** The emergency text of the workspace an event came from. Needs no database. */
export function emergencyView(desk: Desk, origin: Origin, reason: EmergencyView['reason']): EmergencyView {
  const profiles = desk.schools.inWorkspace(origin);
  return {
    name: 'emergency',
    reason,
    accountHelp: profiles[0]?.contacts.account_help ?? 'the school office',
    contacts: sharedContacts(profiles),
  };
}

import type { Desk } from '../desk.ts';
import type { PlaceRef } from '../events.ts';
import { currentStaff } from '../people/current-staff.ts';
import { ChatError, type Member } from '../ports.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';

/** Who is in a place, or why that cannot be known. */
export type PlaceMembers =
  | { kind: 'known'; members: PlaceMember[] }
  | { kind: 'problem'; why: 'unreachable' | 'incomplete' };

/** One member of a place, tied to a current member of staff where that is certain. */
export interface PlaceMember {
  /** Null for a guest, an app, a leaver, or somebody unknown. */
  personId: string | null;
  label: string;
}

/**
 * Reads the members of a place from the platform. Fails closed: an unreachable place, an empty or a cut list is a problem,
 * and a member who cannot be tied to a current member of staff is a stranger (law 3).
 * @throws ChatError when the platform asks to wait, so that the caller tries again
 */
export async function readMembers(desk: Desk, profile: SchoolProfile, place: PlaceRef): Promise<PlaceMembers> {
  const platform = profile.platform.adapter;
  const chat = platform && desk.chats(platform);
  if (!chat) return { kind: 'problem', why: 'unreachable' };
  let listed: Member[];
  try {
    listed = await chat.listMembers(place);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    if (error.failure === 'rate-limited') throw error;
    return { kind: 'problem', why: error.failure === 'invalid' ? 'incomplete' : 'unreachable' };
  }
  if (listed.length === 0) return { kind: 'problem', why: 'incomplete' };
  const people = await desk.store.peopleOfAccounts(
    profile.id,
    listed.map((member) => member.accountId),
  );
  const today = localDay(desk.clock.now());
  const staff = await currentStaff(desk, profile.id, today);
  const members = listed.map((member): PlaceMember => {
    if (member.guest || member.app)
      return { personId: null, label: member.app ? 'an app' : (member.email ?? 'a guest') };
    const tied = people.get(member.accountId);
    const person = staff.find((candidate) => (tied ? candidate.personId === tied : candidate.email === member.email));
    return {
      personId: person?.personId ?? null,
      label: person?.name ?? member.email ?? 'an account not on the staff list',
    };
  });
  return { kind: 'known', members };
}

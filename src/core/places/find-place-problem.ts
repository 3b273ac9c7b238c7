import { type Viewer, viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { PlaceRef } from '../events.ts';
import type { PlaceProblem } from '../intents.ts';
import { ChatError } from '../ports.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { readMembers } from './check-members.ts';

/** A member list that cannot be read is asked for this often before everybody is told 1:1 instead. */
const MEMBER_ATTEMPTS = 3;

/**
 * Looks at who is in a place now: null when everybody may know of what is to be posted, else why nothing may be sent there (law 3).
 * @param mayKnow whether one member of staff may
 * @throws ChatError while a list that cannot be read is worth another attempt
 */
export async function findPlaceProblem(
  desk: Desk,
  profile: SchoolProfile,
  place: PlaceRef | null,
  mayKnow: (viewer: Viewer) => boolean,
  attempts: number,
): Promise<PlaceProblem | null> {
  if (!place) return 'unreachable';
  const found = await readMembers(desk, profile, place);
  if (found.kind === 'problem' && attempts < MEMBER_ATTEMPTS) throw new ChatError('unavailable');
  if (found.kind === 'problem') return found.why;
  const staff = await desk.staff.list(profile.id);
  const allowed = found.members.every(({ personId }) => {
    const person = staff.find((candidate) => candidate.personId === personId);
    return person !== undefined && mayKnow(viewerOf(person.personId, rolesHeld(profile, person.roles)));
  });
  return allowed ? null : 'stranger';
}

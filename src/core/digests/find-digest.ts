import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import type { StaffMember } from '../people/membership.ts';
import type { StoredDigest } from './digest-store.ts';
import { maySee } from './show-digest.ts';

/** A digest, and the seat from which somebody may see it. */
export interface SeenDigest {
  seat: SchoolSeat;
  digest: StoredDigest;
}

/** Finds a digest in whichever of the person's schools it is; null for one he may not see, as for one that is not there. */
export async function findDigest(desk: Desk, identity: Identity, digestId: string): Promise<SeenDigest | null> {
  for (const seat of digestId ? identity.seats : []) {
    const digest = await desk.store.digests.find(seat.profile.id, digestId);
    if (!digest) continue;
    const person = await memberOf(desk, identity, seat);
    return person && maySee(seat.profile, person, digest) ? { seat, digest } : null;
  }
  return null;
}

/** The person as the staff list of one of his schools has him. */
export async function memberOf(
  desk: Desk,
  { personId }: Pick<Identity, 'personId'>,
  { profile }: Pick<SchoolSeat, 'profile'>,
): Promise<StaffMember | null> {
  return (await desk.staff.list(profile.id)).find((member) => member.personId === personId) ?? null;
}

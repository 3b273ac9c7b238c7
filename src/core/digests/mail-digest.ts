import type { Desk } from '../desk.ts';
import type { Intent } from '../intents.ts';
import type { Delivered } from '../messages/deliver.ts';
import type { SchoolProfile } from '../school/profile.ts';

/** Sends a governors' digest to one governor's own address at the school or the trust. */
export async function mailDigest(
  _desk: Desk,
  _profile: SchoolProfile,
  _intent: Extract<Intent, { kind: 'digest-mail' }>,
): Promise<Delivered> {
  return 'dropped';
}

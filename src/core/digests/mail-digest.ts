import type { Desk } from '../desk.ts';
import type { Intent } from '../intents.ts';
import type { Delivered } from '../messages/deliver.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { isGovernor, mayBeMailed } from './digest-rights.ts';
import { digestView } from './show-digest.ts';

/**
 * Sends a governors' digest to one governor's own address at the school or the trust; whether it is one, and whether he is still
 * a governor, is asked at this moment (Wessex 23.3).
 * @throws ChatError when the mail server did not take it
 */
export async function mailDigest(
  desk: Desk,
  profile: SchoolProfile,
  { digestId, personId }: Extract<Intent, { kind: 'digest-mail' }>,
): Promise<Delivered> {
  if (!desk.mailer) return 'dropped';
  const person = (await desk.staff.list(profile.id)).find((member) => member.personId === personId);
  if (!person || !isCurrent(person, localDay(desk.clock.now()))) return 'dropped';
  if (!isGovernor(profile, person) || !mayBeMailed(profile, person.email)) return 'dropped';
  const digest = await desk.store.digests.find(profile.id, digestId);
  if (digest?.state !== 'approved') return 'dropped';
  const view = await digestView(desk, profile, digest, person.roles);
  const letter = await desk.mailer.composeDigest({ ...view, recipients: [] });
  await desk.mailer.send({ ...letter, to: person.email, messageId: `digest.${digestId}.${personId}` });
  return 'sent';
}

import { viewerOf } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { DigestView } from '../digest-views.ts';
import type { ExportDetails, FoundExport, TakerOf } from '../exports/exports.ts';
import { isCurrent } from '../people/membership.ts';
import { localDay } from '../school/calendar.ts';
import { rolesHeld, type SchoolProfile } from '../school/profile.ts';
import { mayReadDigests } from './digest-rights.ts';
import { memberOf } from './find-digest.ts';
import { digestView, maySee } from './show-digest.ts';

/** Whether whoever asked for a digest's file may read digests still: asked of his place in the school at that moment. */
export async function digestTaker(
  desk: Desk,
  profile: SchoolProfile,
  { askedBy }: FoundExport,
  now: Date,
): Promise<TakerOf> {
  const member = await memberOf(desk, { personId: askedBy }, { profile });
  return (membership) => {
    if (!member || !membership || !isCurrent(membership, localDay(now))) return null;
    if (!mayReadDigests(profile, { ...member, roles: membership.roles })) return null;
    return viewerOf(askedBy, rolesHeld(profile, membership.roles));
  };
}

/** What a digest's file is made of: what the card shows, and not to whom it goes. Null where he may not see it any more. */
export async function digestForFile(
  desk: Desk,
  profile: SchoolProfile,
  { askedBy }: FoundExport,
  { digestId = '' }: ExportDetails,
): Promise<DigestView | null> {
  const member = await memberOf(desk, { personId: askedBy }, { profile });
  const digest = await desk.store.digests.find(profile.id, digestId);
  if (!member || !digest || !maySee(profile, member, digest)) return null;
  return { ...(await digestView(desk, profile, digest, [])), charts: [] };
}

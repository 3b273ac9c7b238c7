import type { ComposeTold } from '../messages/told.ts';
import { bulletinView } from './bulletin-view.ts';

/** How bulletins are composed. */
export const bulletinMessages = {
  bulletin: (async ({ desk, profile }, { bulletinId, personId }) => {
    const bulletin = await desk.store.bulletins.findBulletin(profile.id, bulletinId);
    const read = bulletin?.reads.find((one) => one.personId === personId);
    // Not for him, or read meanwhile.
    if (!bulletin || !read || read.readAt !== null) return null;
    return bulletinView(desk, profile, bulletin, false);
  }) satisfies ComposeTold<'bulletin'>,
};

import { idIn } from '../incidents/case-of-event.ts';
import type { PressRule } from '../presses.ts';
import { replace, show } from '../replies.ts';
import { bulletinSeats } from './bulletin-rights.ts';
import { bulletinsView, bulletinView } from './bulletin-view.ts';

/** What the buttons of bulletins do. */
export const bulletinPresses: Record<'read-bulletin' | 'bulletins', PressRule> = {
  'read-bulletin': async (desk, { personId, seats }, { data }) => {
    const bulletinId = idIn(data, 'bulletin');
    for (const { profile } of bulletinId ? seats : []) {
      const bulletin = await desk.store.bulletins.findBulletin(profile.id, bulletinId);
      if (!bulletin?.reads.some((read) => read.personId === personId)) continue;
      await desk.store.bulletins.readBulletin(profile.id, bulletinId, personId, desk.clock.now());
      return replace(await bulletinView(desk, profile, bulletin, true));
    }
    return show({ name: 'notice', notice: 'nothing-found' });
  },
  bulletins: async (desk, identity) => {
    const seats = bulletinSeats(identity);
    if (seats.length === 0) return show({ name: 'notice', notice: 'not-allowed' });
    return show(await bulletinsView(desk, seats, false));
  },
};

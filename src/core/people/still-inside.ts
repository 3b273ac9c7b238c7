import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import { ChatError } from '../ports.ts';

/** How long an answer of the platform is believed, in milliseconds. */
const BELIEVED_MILLISECONDS = 2 * 60_000;
const MOST_REMEMBERED = 2_000;

/** Says whether the account behind an event is still a full member of its workspace. */
export type StillInside = (origin: Origin) => Promise<boolean>;

/**
 * Makes the check that precedes whatever touches a case. An account is tied once; somebody who was made a guest since, or
 * removed, must not go on reading (Wessex 6.5). While the platform does not answer, the tie stands: the lead must not be
 * kept from a case by an outage.
 */
export function createStillInside(desk: Desk): StillInside {
  const known = new Map<string, { inside: boolean; until: number }>();
  return async (origin) => {
    const key = `${origin.platform}|${origin.workspaceId}|${origin.accountId}`;
    const now = desk.clock.now().getTime();
    const found = known.get(key);
    if (found && now < found.until) return found.inside;
    const chat = desk.chats(origin.platform);
    if (!chat) return true;
    try {
      const member = await chat.findMember(origin);
      const inside = member !== null && !member.guest && !member.app;
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(key, { inside, until: now + BELIEVED_MILLISECONDS });
      return inside;
    } catch (error) {
      if (error instanceof ChatError) return true;
      throw error;
    }
  };
}

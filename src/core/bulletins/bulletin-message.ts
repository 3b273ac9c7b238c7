import type { OutgoingMessage } from '../intents.ts';
import { quietMessage } from '../messages/quiet-message.ts';
import type { SchoolProfile } from '../school/profile.ts';

/** Sends one person a bulletin 1:1. */
export function bulletinMessage(
  profile: SchoolProfile,
  bulletinId: string,
  personId: string,
  now: Date,
): OutgoingMessage {
  return quietMessage(profile, now, `bulletin|${bulletinId}`, { kind: 'bulletin', bulletinId, personId });
}

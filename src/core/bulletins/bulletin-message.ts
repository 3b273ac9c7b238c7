import { personLane } from '../incidents/first-messages.ts';
import type { OutgoingMessage } from '../intents.ts';

/** Sends one person a bulletin 1:1. */
export function bulletinMessage(bulletinId: string, personId: string, dueAt: Date): OutgoingMessage {
  return {
    lane: personLane(personId),
    dedupeKey: `bulletin|${bulletinId}|${personId}`,
    intent: { kind: 'bulletin', bulletinId, personId },
    dueAt,
  };
}

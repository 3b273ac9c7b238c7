import { z } from 'zod';
import type { MessageRef, PlaceRef } from '../../src/core/events.ts';
import { decodeReference, encodeReference } from '../shared/references.ts';

const spaceName = z.string().regex(/^spaces\/[\w-]+$/);
const placeAddress = z.strictObject({ space: spaceName, kind: z.enum(['personal', 'group', 'channel']) });
const messageAddress = z.strictObject({
  ...placeAddress.shape,
  message: z
    .string()
    .regex(/^spaces\/[\w-]+\/messages\/[\w.-]+$/)
    .optional(),
  thread: z
    .string()
    .regex(/^spaces\/[\w-]+\/threads\/[\w.-]+$/)
    .optional(),
});

/** A space, in Google Chat's terms. */
export type PlaceAddress = z.infer<typeof placeAddress>;
/** One message and its thread, in Google Chat's terms. */
export type MessageAddress = z.infer<typeof messageAddress>;

/** Writes a place as the core keeps it. A profile names it by its space, such as `spaces/AAAA1234`. */
export function encodePlace(address: PlaceAddress): PlaceRef {
  return {
    kind: address.kind,
    key: `google-chat:${address.space}`,
    address: encodeReference('google-chat:1:', address),
  };
}

/** Reads a place's address; throws `ForeignReference`. */
export function decodePlace(address: string): PlaceAddress {
  return decodeReference('google-chat:1:', address, placeAddress);
}

/** Writes a message as the core keeps it. */
export function encodeMessage(address: MessageAddress): MessageRef {
  return encodeReference('google-chat-message:1:', address);
}

/** Reads a message reference; throws `ForeignReference`. */
export function decodeMessage(reference: MessageRef): MessageAddress {
  return decodeReference('google-chat-message:1:', reference, messageAddress);
}

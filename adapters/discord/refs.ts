import { z } from 'zod';
import type { MessageRef, PlaceRef } from '../../src/core/events.ts';
import { decodeReference, encodeReference } from '../shared/references.ts';

/** Discord's ids: whole numbers of 64 bits, written as text. */
export const snowflake = z.string().regex(/^\d{1,20}$/);

const placeAddress = z.strictObject({
  /** The server the school is. */
  guildId: snowflake,
  /** The channel; for a 1:1 chat its own. */
  channelId: snowflake,
  kind: z.enum(['personal', 'channel']),
});
const messageAddress = z.strictObject({
  ...placeAddress.shape,
  /** The thread inside the channel. */
  threadId: snowflake.optional(),
  messageId: snowflake,
});

/** Where a place is, in Discord's terms. */
export type PlaceAddress = z.infer<typeof placeAddress>;
/** Where one message is, in Discord's terms. */
export type MessageAddress = z.infer<typeof messageAddress>;

/** Writes a place as the core keeps it. */
export function encodePlace({ guildId, channelId, kind }: PlaceAddress): PlaceRef {
  return { kind, key: `discord:${channelId}`, address: encodeReference('discord:1:', { guildId, channelId, kind }) };
}

/** Reads a place's address; throws `ForeignReference`. */
export function decodePlace(address: string): PlaceAddress {
  return decodeReference('discord:1:', address, placeAddress);
}

/** Writes a message as the core keeps it. */
export function encodeMessage(address: MessageAddress): MessageRef {
  return encodeReference('discord-message:1:', address);
}

/** Reads a message reference; throws `ForeignReference`. */
export function decodeMessage(reference: MessageRef): MessageAddress {
  return decodeReference('discord-message:1:', reference, messageAddress);
}

import { z } from 'zod';
import type { MessageRef, PlaceRef } from '../../src/core/events.ts';
import { decodeReference, encodeReference } from '../shared/references.ts';

const placeAddress = z.strictObject({
  /** The connector that serves this tenant. */
  serviceUrl: z.string().min(1),
  conversationId: z.string().min(1),
  tenantId: z.string().min(1),
  kind: z.enum(['personal', 'group', 'channel']),
});
const messageAddress = z.strictObject({
  ...placeAddress.shape,
  /** The root message of the thread; only in channels. */
  threadId: z.string().min(1).optional(),
  activityId: z.string().min(1),
});

/** Where a place is, in the terms of the Bot Connector. */
export type PlaceAddress = z.infer<typeof placeAddress>;
/** Where one message is, in the terms of the Bot Connector. */
export type MessageAddress = z.infer<typeof messageAddress>;

/** The conversation without the thread that Teams appends to a channel's id. */
export function baseConversationId(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/i, '');
}

/** The root message of the thread that Teams appends to a channel's id. */
export function threadIdOf(conversationId: string): string | undefined {
  return /;messageid=(\d+)$/i.exec(conversationId)?.[1];
}

/** The conversation of a message's thread, as the connector wants it for a reply. */
export function threadConversationId(message: MessageAddress): string {
  return message.kind === 'channel'
    ? `${message.conversationId};messageid=${message.threadId ?? message.activityId}`
    : message.conversationId;
}

/** Writes a place as the core keeps it. */
export function encodePlace(address: PlaceAddress): PlaceRef {
  return { kind: address.kind, key: `teams:${address.conversationId}`, address: encodeReference('teams:1:', address) };
}

/** Reads a place's address; throws `ForeignReference`. */
export function decodePlace(address: string): PlaceAddress {
  return decodeReference('teams:1:', address, placeAddress);
}

/** Writes a message as the core keeps it. */
export function encodeMessage(address: MessageAddress): MessageRef {
  return encodeReference('teams-message:1:', address);
}

/** Reads a message reference; throws `ForeignReference`. */
export function decodeMessage(reference: MessageRef): MessageAddress {
  return decodeReference('teams-message:1:', reference, messageAddress);
}

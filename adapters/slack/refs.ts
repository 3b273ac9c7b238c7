import { z } from 'zod';
import type { MessageRef, PlaceRef } from '../../src/core/events.ts';
import { decodeReference, encodeReference } from '../shared/references.ts';

const id = z.string().min(1);
const placeAddress = z.strictObject({
  teamId: id,
  kind: z.enum(['personal', 'group', 'channel']),
  /** Absent for a 1:1 chat that is known by its person alone: Slack tells its id when something is sent there. */
  channelId: id.optional(),
  /** Whom a 1:1 chat is with. */
  userId: id.optional(),
});
const messageAddress = z.strictObject({
  teamId: id,
  channelId: id,
  ts: id,
  /** The thread's first message, where this is one below it. */
  threadTs: id.optional(),
});

/** Where a place is, in Slack's terms. */
export type PlaceAddress = z.infer<typeof placeAddress>;
/** Where one message is, in Slack's terms. */
export type MessageAddress = z.infer<typeof messageAddress>;

/** Writes a place as the core keeps it: the same address always as the same text. */
export function encodePlace({ teamId, kind, channelId, userId }: PlaceAddress): PlaceRef {
  const address = { teamId, kind, channelId, userId };
  const key = kind === 'personal' ? userId : channelId;
  return { kind, key: `slack:${key}`, address: encodeReference('slack:1:', address) };
}

/** Reads a place's address; throws `ForeignReference`. */
export const decodePlace = (address: string): PlaceAddress => decodeReference('slack:1:', address, placeAddress);

/** Writes a message as the core keeps it. */
export const encodeMessage = ({ teamId, channelId, ts, threadTs }: MessageAddress): MessageRef =>
  encodeReference('slack-message:1:', { teamId, channelId, ts, threadTs });

/** Reads a message reference; throws `ForeignReference`. */
export const decodeMessage = (reference: MessageRef): MessageAddress =>
  decodeReference('slack-message:1:', reference, messageAddress);

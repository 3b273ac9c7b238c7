import { z } from 'zod';
import { snowflake } from './refs.ts';

/** What arrived, by Discord's number. */
export const INTERACTION = { ping: 1, command: 2, component: 3, modal: 5 } as const;
/** Kinds of commands, by Discord's number. */
export const COMMAND_TYPE = { typed: 1, onMessage: 3 } as const;

const account = z.looseObject({ id: snowflake, bot: z.boolean().nullish() });
const option = z.looseObject({ name: z.string(), type: z.number(), value: z.unknown().optional() });
const attachments = z.array(z.unknown()).nullish();

/** A component of a modal, as it comes back: what was typed or chosen, in a label or by itself. */
const answered = z.looseObject({
  custom_id: z.string().nullish(),
  value: z.string().nullish(),
  values: z.array(z.string()).nullish(),
});

/** The parts of an interaction that are read; everything else passes unread. */
export const incomingInteraction = z.looseObject({
  id: snowflake,
  application_id: snowflake,
  type: z.number(),
  token: z.string().min(1),
  guild_id: snowflake.nullish(),
  channel_id: snowflake.nullish(),
  channel: z.looseObject({ id: snowflake, type: z.number().nullish(), parent_id: snowflake.nullish() }).nullish(),
  member: z.looseObject({ user: account.nullish() }).nullish(),
  user: account.nullish(),
  message: z.looseObject({ id: snowflake, flags: z.number().nullish() }).nullish(),
  data: z
    .looseObject({
      name: z.string().nullish(),
      type: z.number().nullish(),
      options: z.array(option.extend({ options: z.array(option).nullish() })).nullish(),
      target_id: snowflake.nullish(),
      resolved: z
        .looseObject({
          messages: z.record(z.string(), z.looseObject({ content: z.string().nullish() })).nullish(),
          attachments: z.record(z.string(), z.unknown()).nullish(),
        })
        .nullish(),
      custom_id: z.string().nullish(),
      components: z
        .array(answered.extend({ component: answered.nullish(), components: z.array(answered).nullish() }))
        .nullish(),
    })
    .nullish(),
});
/** An interaction of the right shape. */
export type IncomingInteraction = z.infer<typeof incomingInteraction>;

/** The parts of a message from the gateway that are read. */
export const incomingMessage = z.looseObject({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.nullish(),
  author: account,
  webhook_id: snowflake.nullish(),
  content: z.string().nullish(),
  mentions: z.array(z.looseObject({ id: snowflake })).nullish(),
  attachments,
  sticker_items: attachments,
});
/** A message of the right shape. */
export type IncomingMessage = z.infer<typeof incomingMessage>;

/** A server as the gateway announces it. */
export const incomingGuild = z.looseObject({
  id: snowflake,
  unavailable: z.boolean().nullish(),
  channels: z.array(z.looseObject({ id: snowflake, type: z.number() })).nullish(),
});
/** A server of the right shape. */
export type IncomingGuild = z.infer<typeof incomingGuild>;

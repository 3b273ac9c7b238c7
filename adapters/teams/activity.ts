import { z } from 'zod';

const account = z.looseObject({ id: z.string().min(1) });

/** The parts of an incoming Bot Framework activity that are read; everything else passes unread. */
export const incomingActivity = z.looseObject({
  type: z.string().min(1),
  id: z.string().min(1),
  channelId: z.string(),
  serviceUrl: z.string().min(1),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).nullish() }).nullish(),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  entities: z
    .array(
      z.looseObject({
        type: z.string().nullish(),
        text: z.string().nullish(),
        mentioned: z.looseObject({ id: z.string() }).nullish(),
      }),
    )
    .nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string().nullish(), content: z.unknown().optional() })).nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  replyToId: z.string().nullish(),
  value: z.unknown().optional(),
});

/** An incoming activity of the right shape. */
export type IncomingActivity = z.infer<typeof incomingActivity>;

/** The tenant an activity says it is from; null when it says none or two. */
export function tenantOf(activity: IncomingActivity): string | null {
  const named = [activity.channelData?.tenant?.id, activity.conversation.tenantId].filter((id) => !!id);
  return named.length > 0 && new Set(named).size === 1 ? (named[0] ?? null) : null;
}

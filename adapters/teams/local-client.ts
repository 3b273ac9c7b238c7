import type { IncomingActivity } from './activity.ts';

/**
 * Reads an activity of a local test client (Microsoft's Agents Playground, the Bot Framework Emulator) as if it came from
 * the demo school's tenant: these clients name another channel, an invented tenant or none, and no kind of conversation.
 */
export function asDemoTenant(activity: IncomingActivity, tenantId: string): IncomingActivity {
  const { conversation, channelData } = activity;
  return {
    ...activity,
    channelId: 'msteams',
    conversation: {
      ...conversation,
      tenantId,
      conversationType: conversation.conversationType ?? (conversation.isGroup ? 'groupChat' : 'personal'),
    },
    channelData: { ...channelData, tenant: { id: tenantId } },
  };
}

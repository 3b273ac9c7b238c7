import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

/** Keys of the whole installation, wrapped by the master key. */
export const installationKeys = pgTable('installation_keys', {
  name: text('name').primaryKey(),
  wrappedKey: bytea('wrapped_key').notNull(),
});

/** Events seen, so that a second delivery does nothing. */
export const inbox = pgTable(
  'inbox',
  {
    platform: text('platform').notNull(),
    workspaceId: text('workspace_id').notNull(),
    eventId: text('event_id').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspaceId, t.eventId] }), index('inbox_received').on(t.receivedAt)],
);

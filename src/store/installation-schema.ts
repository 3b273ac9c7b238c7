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

/** What a workspace gave when it installed the app, such as its token. */
export const installations = pgTable(
  'installations',
  {
    platform: text('platform').notNull(),
    workspaceId: text('workspace_id').notNull(),
    secretsSealed: bytea('secrets_sealed').notNull(),
    installedAt: instant('installed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspaceId] })],
);

/** What somebody has typed so far into a form that goes on over several dialogs; kept for a day. */
export const drafts = pgTable(
  'drafts',
  {
    platform: text('platform').notNull(),
    workspaceId: text('workspace_id').notNull(),
    accountId: text('account_id').notNull(),
    draftKey: text('draft_key').notNull(),
    draftSealed: bytea('draft_sealed').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.workspaceId, t.accountId, t.draftKey] }),
    index('drafts_saved').on(t.savedAt),
  ],
);

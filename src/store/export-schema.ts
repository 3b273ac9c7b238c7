import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

/**
 * Files that were asked for: fetched once, with a code, within ten minutes. Token and code are kept as hashes. Rows of cases are
 * forgotten after a while; those of the incident log stay, as who took it out stands nowhere else.
 */
export const exportLinks = pgTable(
  'export_links',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    tokenHash: bytea('token_hash').notNull(),
    codeHash: bytea('code_hash').notNull(),
    kind: text('kind').notNull(),
    caseId: uuid('case_id'),
    askedBy: uuid('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    openedAt: instant('opened_at'),
    /** For whom and why, sealed; null only in rows of an older program. */
    detailsSealed: bytea('details_sealed'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] }), index('export_links_token').on(t.tokenHash)],
);

import { date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Governors' digests: figures in which small numbers are withheld already, so they are no secret. */
export const digests = pgTable(
  'digests',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    /** The term it is about. */
    period: text('period').notNull(),
    /** Counts up with each correction. */
    version: integer('version').notNull(),
    state: text('state').notNull(),
    content: jsonb('content').notNull(),
    meetingOn: date('meeting_on', { mode: 'string' }),
    madeAt: instant('made_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: instant('approved_at'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] }), unique('digests_once').on(t.schoolId, t.period, t.version)],
);

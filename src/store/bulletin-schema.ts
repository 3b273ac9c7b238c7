import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// What the e-safety co-ordinator tells everybody, and who has read it.

/** What the co-ordinator tells everybody. */
export const bulletins = pgTable(
  'bulletins',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    /** Title and text. */
    textSealed: bytea('text_sealed').notNull(),
    sentBy: uuid('sent_by').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] }), index('bulletins_at').on(t.schoolId, t.sentAt)],
);

/** Who was sent a bulletin, and when he said that he has read it. */
export const bulletinReads = pgTable(
  'bulletin_reads',
  {
    schoolId: text('school_id').notNull(),
    bulletinId: uuid('bulletin_id').notNull(),
    personId: uuid('person_id').notNull(),
    readAt: instant('read_at'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.bulletinId, t.personId] })],
);

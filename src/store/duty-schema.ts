import { date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// What a school does again and again, and what it keeps a register of.

/** One occurrence of a recurring duty, such as this term's newsletter. */
export const duties = pgTable(
  'duties',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    /** Which one it is: a year, term, half-term or week. */
    occurrence: text('occurrence').notNull(),
    /** The class or item it is about; empty for the whole school. */
    subject: text('subject').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: text('state').notNull(),
    doneBy: uuid('done_by'),
    doneAt: instant('done_at'),
    /** Who signed too, where one signature is not enough. */
    secondBy: uuid('second_by'),
    secondAt: instant('second_at'),
    /** What was found and decided, and where the evidence is kept. */
    noteSealed: bytea('note_sealed'),
    secondNoteSealed: bytea('second_note_sealed'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('duties_once').on(t.schoolId, t.kind, t.occurrence, t.subject),
    index('duties_due').on(t.schoolId, t.state, t.dueOn),
  ],
);

/** One line of a register: equipment, a technology, a permission, a request. What it says is sealed. */
export const registerEntries = pgTable(
  'register_entries',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    register: text('register').notNull(),
    state: text('state').notNull(),
    detailsSealed: bytea('details_sealed').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** The last day it holds; whoever looks after it is reminded then. */
    endsOn: date('ends_on', { mode: 'string' }),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index('register_entries_list').on(t.schoolId, t.register, t.changedAt),
    index('register_entries_ends').on(t.schoolId, t.state, t.endsOn),
  ],
);

/** What happened to a line of a register: appended only. */
export const registerEvents = pgTable(
  'register_events',
  {
    schoolId: text('school_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    seq: integer('seq').notNull(),
    event: text('event').notNull(),
    by: uuid('by'),
    at: instant('at').notNull(),
    noteSealed: bytea('note_sealed'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.entryId, t.seq] })],
);

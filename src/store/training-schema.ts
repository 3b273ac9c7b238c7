import { date, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

// Who has read what and learned what. Pupils and parents are counted by class and never named.

/** Documents people said they have read and understood, by version and academic year. */
export const acknowledgements = pgTable(
  'acknowledgements',
  {
    schoolId: text('school_id').notNull(),
    personId: uuid('person_id').notNull(),
    document: text('document').notNull(),
    /** Empty where the document has none. */
    version: text('version').notNull(),
    /** The academic year it was given in, such as `2026-27`. */
    year: text('year').notNull(),
    at: instant('at').notNull(),
    /** `chat`, or `import` for what was recorded elsewhere. */
    how: text('how').notNull(),
    /** The tool it was recorded in, for an import. */
    source: text('source'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.personId, t.document, t.version, t.year] })],
);

/** Courses people have done. */
export const trainingRecords = pgTable(
  'training_records',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    course: text('course').notNull(),
    completedOn: date('completed_on', { mode: 'string' }).notNull(),
    how: text('how').notNull(),
    source: text('source'),
    /** Number of the certificate, or where it is kept. */
    certificate: text('certificate'),
    recordedBy: uuid('recorded_by'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('training_records_once').on(t.schoolId, t.personId, t.course, t.completedOn),
  ],
);

/** The first day on which something was asked for in a school year: a document in one version, or a course. */
export const askedItems = pgTable(
  'asked_items',
  {
    schoolId: text('school_id').notNull(),
    year: text('year').notNull(),
    /** `document` or `course`. */
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    /** Empty where it has none. */
    version: text('version').notNull(),
    askedOn: date('asked_on', { mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.year, t.kind, t.title, t.version] })],
);

/** Inductions: of new starters, and of others who were sent one. */
export const inductions = pgTable(
  'inductions',
  {
    schoolId: text('school_id').notNull(),
    personId: uuid('person_id').notNull(),
    startedOn: date('started_on', { mode: 'string' }).notNull(),
    /** Null where the first day on the staff list began it. */
    startedBy: uuid('started_by'),
    completedOn: date('completed_on', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.personId] })],
);

/** How many of a class have signed, pupils and parents apart: numbers only. */
export const classCounts = pgTable(
  'class_counts',
  {
    schoolId: text('school_id').notNull(),
    audience: text('audience').notNull(),
    className: text('class_name').notNull(),
    document: text('document').notNull(),
    year: text('year').notNull(),
    signed: integer('signed').notNull(),
    total: integer('total').notNull(),
    by: uuid('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.audience, t.className, t.document, t.year] })],
);

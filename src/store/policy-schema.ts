import { sql } from 'drizzle-orm';
import { date, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// Policies as they are worked on in the chat. A policy that never was stands in the school's profile alone.

/** Versions of the school's policies, from draft to published. */
export const policyVersions = pgTable(
  'policy_versions',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    /** Equal titles are one policy. */
    title: text('title').notNull(),
    version: text('version').notNull(),
    url: text('url'),
    /** What the policy says of monitoring, shown before it is acknowledged. */
    monitoringClause: text('monitoring_clause'),
    state: text('state').notNull(),
    nextReviewOn: date('next_review_on', { mode: 'string' }).notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    publishedAt: instant('published_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    // Of one policy, one version holds and one is worked on.
    uniqueIndex('policy_versions_published').on(t.schoolId, t.title).where(sql`state = 'published'`),
    uniqueIndex('policy_versions_worked_on').on(t.schoolId, t.title).where(sql`state in ('draft', 'slt', 'governors')`),
  ],
);

/** Who decided what about a version, and when: appended only. */
export const policyDecisions = pgTable(
  'policy_decisions',
  {
    schoolId: text('school_id').notNull(),
    versionId: uuid('version_id').notNull(),
    seq: integer('seq').notNull(),
    stage: text('stage').notNull(),
    decision: text('decision').notNull(),
    by: uuid('by').notNull(),
    at: instant('at').notNull(),
    noteSealed: bytea('note_sealed'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.versionId, t.seq] })],
);

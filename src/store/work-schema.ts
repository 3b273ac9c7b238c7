import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// What is done in a case, and what else a safeguarding team keeps. As in `schema.ts`, columns named `…_sealed` are encrypted.

/** What somebody is to do for a case; he sees its text and nothing else of the case. */
export const caseTasks = pgTable(
  'case_tasks',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    caseId: uuid('case_id').notNull(),
    kind: text('kind').notNull(),
    /** Null for a kind that says by itself what is to be done. */
    textSealed: bytea('text_sealed'),
    ownerId: uuid('owner_id').notNull(),
    dueAt: instant('due_at'),
    state: text('state').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by'),
    seenAt: instant('seen_at'),
    settledAt: instant('settled_at'),
    settledBy: uuid('settled_by'),
    resultSealed: bytea('result_sealed'),
    remindAt: instant('remind_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index('case_tasks_case').on(t.schoolId, t.caseId),
    index('case_tasks_owner').on(t.schoolId, t.ownerId).where(sql`state = 'open'`),
    index('case_tasks_remind').on(t.remindAt).where(sql`remind_at is not null`),
  ],
);

/** How the steps of playbooks were settled: appended, the last one of a step counts. */
export const caseChecks = pgTable(
  'case_checks',
  {
    schoolId: text('school_id').notNull(),
    caseId: uuid('case_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    stepId: text('step_id').notNull(),
    playbook: text('playbook').notNull(),
    step: text('step').notNull(),
    state: text('state').notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id').notNull(),
    happenedOn: date('happened_on', { mode: 'string' }),
    noteSealed: bytea('note_sealed'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.caseId, t.seq] })],
);

/** What was passed to an agency or another school, and what came back: also the log of disclosures. */
export const caseReferrals = pgTable(
  'case_referrals',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    caseId: uuid('case_id').notNull(),
    agency: text('agency').notNull(),
    detailsSealed: bytea('details_sealed').notNull(),
    referredOn: date('referred_on', { mode: 'string' }).notNull(),
    responseDueAt: instant('response_due_at'),
    state: text('state').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by').notNull(),
    answeredAt: instant('answered_at'),
    answerSealed: bytea('answer_sealed'),
    remindAt: instant('remind_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index('case_referrals_case').on(t.schoolId, t.caseId),
    index('case_referrals_remind').on(t.remindAt).where(sql`remind_at is not null`),
  ],
);

/** Cases that belong together, from both sides. */
export const caseLinks = pgTable(
  'case_links',
  {
    schoolId: text('school_id').notNull(),
    caseId: uuid('case_id').notNull(),
    otherId: uuid('other_id').notNull(),
    kind: text('kind').notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.caseId, t.otherId] })],
);

/** What a school learned from a case, without personal data; sealed with the school's key, so that it outlives the case. */
export const lessons = pgTable(
  'lessons',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    caseId: uuid('case_id').notNull(),
    textSealed: bytea('text_sealed').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] }), index('lessons_at').on(t.schoolId, t.at)],
);

/** Questions to the e-safety co-ordinator that are no report. */
export const questions = pgTable(
  'questions',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    askerId: uuid('asker_id').notNull(),
    textSealed: bytea('text_sealed').notNull(),
    askedAt: instant('asked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] })],
);

/** Who is on duty on which day of the week, by function. */
export const dutyRota = pgTable(
  'duty_rota',
  {
    schoolId: text('school_id').notNull(),
    role: text('role').notNull(),
    /** 1 is Monday. */
    weekday: integer('weekday').notNull(),
    personId: uuid('person_id').notNull(),
    setBy: uuid('set_by'),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.role, t.weekday] })],
);

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// The tables of schools and workspaces. Every tenant table leads its keys with the school, so that row-level security and a
// distributed PostgreSQL can both cut by it. Columns named `…_sealed` are encrypted; nothing else tells a story.

/** The schools, their settings and their wrapped keys. */
export const schools = pgTable('schools', {
  id: text('id').primaryKey(),
  trustId: text('trust_id'),
  name: text('name').notNull(),
  platform: text('platform'),
  workspaceId: text('workspace_id'),
  profile: jsonb('profile').notNull(),
  wrappedKey: bytea('wrapped_key').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** Channels and chats the bot was added to. */
export const knownPlaces = pgTable(
  'known_places',
  {
    platform: text('platform').notNull(),
    workspaceId: text('workspace_id').notNull(),
    placeKey: text('place_key').notNull(),
    placeKind: text('place_kind').notNull(),
    address: text('address').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspaceId, t.placeKey] })],
);

/** Which place a school uses for what. */
export const places = pgTable(
  'places',
  {
    schoolId: text('school_id').notNull(),
    use: text('use').notNull(),
    placeKey: text('place_key').notNull(),
    namedBy: uuid('named_by'),
    namedAt: instant('named_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.use] })],
);

/** The cases. */
export const cases = pgTable(
  'cases',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    reference: text('reference').notNull(),
    restricted: boolean('restricted').notNull(),
    status: text('status').notNull(),
    severity: text('severity'),
    category: text('category').notNull(),
    type: text('type'),
    handleAs: text('handle_as').notNull(),
    route: text('route').notNull(),
    source: text('source').notNull(),
    victim: text('victim'),
    place: text('place'),
    occurredAt: instant('occurred_at').notNull(),
    occurredTimeKnown: boolean('occurred_time_known').notNull(),
    noticedOn: date('noticed_on', { mode: 'string' }),
    reportedAt: instant('reported_at').notNull(),
    reporterId: uuid('reporter_id').notNull(),
    wrappedKey: bytea('wrapped_key').notNull(),
    bodySealed: bytea('body_sealed').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: uuid('acknowledged_by'),
    /** When the next one on the ladder is told if nobody acknowledges. */
    escalateAt: instant('escalate_at'),
    escalationStep: integer('escalation_step').notNull(),
    /** Who has the case in hand. */
    ownerId: uuid('owner_id'),
    childProtection: boolean('child_protection').notNull().default(false),
    sendSupport: boolean('send_support').notNull().default(false),
    /** When a monitored case is to be looked at again. */
    reviewAt: instant('review_at'),
    /** When the law's own clock ends, such as 72 hours for a data breach. */
    deadlineAt: instant('deadline_at'),
    /** When somebody is reminded next of the case itself: its deadline, its review, or that nobody has looked at it for long. */
    remindAt: instant('remind_at'),
    closedAt: instant('closed_at'),
    outcome: text('outcome'),
    parentsInformed: text('parents_informed'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('cases_reference').on(t.schoolId, t.reference),
    index('cases_reported').on(t.schoolId, t.reportedAt.desc(), t.id.desc()),
    index('cases_reporter').on(t.schoolId, t.reporterId, t.reportedAt.desc()),
    index('cases_escalate').on(t.escalateAt).where(sql`escalate_at is not null`),
    index('cases_restricted').on(t.schoolId, t.id).where(sql`restricted`),
    index('cases_remind').on(t.remindAt).where(sql`remind_at is not null`),
    /** Open cases that have to be given a clock. */
    index('cases_without_clock')
      .on(t.acknowledgedAt)
      .where(sql`remind_at is null and acknowledged_at is not null and status <> 'closed'`),
    index('cases_owner').on(t.schoolId, t.ownerId).where(sql`owner_id is not null`),
    /** The list of open cases: those nobody has acknowledged, then the others, each the newest first. */
    index('cases_open')
      .on(t.schoolId, sql`(case when status = 'new' then 0 else 1 end)`, t.reportedAt.desc(), t.id.desc())
      .where(sql`status <> 'closed'`),
  ],
);

/** The next number of a school's year. */
export const caseCounters = pgTable(
  'case_counters',
  { schoolId: text('school_id').notNull(), year: integer('year').notNull(), next: integer('next').notNull() },
  (t) => [primaryKey({ columns: [t.schoolId, t.year] })],
);

/** What was done in a case, by whom, when: appended, never changed. */
export const chronology = pgTable(
  'chronology',
  {
    schoolId: text('school_id').notNull(),
    caseId: uuid('case_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id'),
    entry: text('entry').notNull(),
    textSealed: bytea('text_sealed'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.caseId, t.seq] })],
);

/** Pupils and others a case is about, found again by blind indexes. */
export const subjects = pgTable(
  'subjects',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    wrappedKey: bytea('wrapped_key').notNull(),
    detailsSealed: bytea('details_sealed').notNull(),
    nameIndex: bytea('name_index').notNull(),
    birthIndex: bytea('birth_index'),
    pupilIdIndex: bytea('pupil_id_index'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] }), index('subjects_name').on(t.schoolId, t.nameIndex)],
);

/** Who is in a case: the adult it is about, or a pupil involved. */
export const casePeople = pgTable(
  'case_people',
  {
    schoolId: text('school_id').notNull(),
    caseId: uuid('case_id').notNull(),
    id: uuid('id').notNull(),
    part: text('part').notNull(),
    /** A member of staff. */
    personId: uuid('person_id'),
    subjectId: uuid('subject_id'),
    /** Since when this is known to be a mistake: the row stays, and no list counts it any more. */
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.caseId, t.id] }),
    index('case_people_person').on(t.schoolId, t.personId),
    index('case_people_subject').on(t.schoolId, t.subjectId),
  ],
);

/** Who may read a case beyond those whose function allows it; withdrawn, never deleted. */
export const caseAccess = pgTable(
  'case_access',
  {
    schoolId: text('school_id').notNull(),
    caseId: uuid('case_id').notNull(),
    personId: uuid('person_id').notNull(),
    reason: text('reason').notNull(),
    grantedAt: instant('granted_at').notNull(),
    grantedBy: uuid('granted_by'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.caseId, t.personId] }),
    index('case_access_person').on(t.schoolId, t.personId),
  ],
);

/** Where a case is posted. */
export const casePosts = pgTable(
  'case_posts',
  {
    schoolId: text('school_id').notNull(),
    caseId: uuid('case_id').notNull(),
    placeKey: text('place_key').notNull(),
    root: text('root').notNull(),
    /** The same for the post and for whatever is written below it: by it a case is found from its thread. */
    threadKey: text('thread_key'),
    postedAt: instant('posted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.caseId, t.placeKey] }),
    index('case_posts_thread').on(t.schoolId, t.threadKey),
  ],
);

/** The first answer to every form, so that a second delivery gets the same. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    schoolId: text('school_id').notNull(),
    key: text('key').notNull(),
    caseId: uuid('case_id').notNull(),
    answer: jsonb('answer').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.key] })],
);

/** What is still to be sent. An intent holds identifiers only; its card is composed when it leaves. */
export const outbox = pgTable(
  'outbox',
  {
    schoolId: text('school_id').notNull(),
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    /** Messages of one lane leave in order. */
    lane: text('lane').notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    intent: jsonb('intent').notNull(),
    state: text('state').notNull().default('pending'),
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseId: uuid('lease_id'),
    leasedUntil: instant('leased_until'),
    lastFailure: text('last_failure'),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('outbox_dedupe').on(t.schoolId, t.dedupeKey),
    index('outbox_due').on(t.dueAt, t.id).where(sql`state = 'pending'`),
    index('outbox_lane').on(t.schoolId, t.lane, t.id).where(sql`state = 'pending'`),
  ],
);

/** One row for each scheduled thing done: whoever inserts it does it. */
export const scheduleClaims = pgTable(
  'schedule_claims',
  {
    schoolId: text('school_id').notNull(),
    job: text('job').notNull(),
    occurrence: text('occurrence').notNull(),
    claimedAt: instant('claimed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.job, t.occurrence] })],
);

/** Every change and every view, in a hash chain per school. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    schoolId: text('school_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id'),
    action: text('action').notNull(),
    caseId: uuid('case_id'),
    detail: jsonb('detail').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.seq] }), index('audit_case').on(t.schoolId, t.caseId)],
);

/** The end of each school's audit chain. */
export const auditHeads = pgTable('audit_heads', {
  schoolId: text('school_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: bytea('hash').notNull(),
});

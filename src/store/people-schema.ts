import { date, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// Who belongs to which school, and by which account. As in `schema.ts`, columns named `…_sealed` are encrypted.

/** Who belongs to which school, in which functions, from when to when. */
export const memberships = pgTable(
  'memberships',
  {
    schoolId: text('school_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Name, e-mail and job title. */
    detailsSealed: bytea('details_sealed').notNull(),
    emailIndex: bytea('email_index').notNull(),
    roles: text('roles').array().notNull(),
    staffGroup: text('staff_group'),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.personId] }),
    unique('memberships_email').on(t.schoolId, t.emailIndex),
    index('memberships_person').on(t.personId),
    index('memberships_by_email').on(t.emailIndex),
  ],
);

/** Chat accounts tied to people by the platform's own id. */
export const accounts = pgTable(
  'accounts',
  {
    platform: text('platform').notNull(),
    workspaceId: text('workspace_id').notNull(),
    accountId: text('account_id').notNull(),
    personId: uuid('person_id').notNull(),
    personalAddress: text('personal_address'),
    tiedBy: text('tied_by').notNull(),
    tiedAt: instant('tied_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.workspaceId, t.accountId] }),
    unique('accounts_person').on(t.platform, t.workspaceId, t.personId),
  ],
);

/** One-time codes from the command line: tie an account, or begin case access. Only their hash is kept. */
export const accountCodes = pgTable(
  'account_codes',
  {
    schoolId: text('school_id').notNull(),
    codeHash: bytea('code_hash').notNull(),
    personId: uuid('person_id').notNull(),
    /** Set where the code also begins this function for the person. */
    role: text('role'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.codeHash] }), index('account_codes_hash').on(t.codeHash)],
);

/** Requests for case access or for another account, waiting for an existing holder's word. */
export const accessRequests = pgTable(
  'access_requests',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    what: text('what').notNull(),
    role: text('role'),
    platform: text('platform'),
    workspaceId: text('workspace_id'),
    accountId: text('account_id'),
    state: text('state').notNull(),
    requestedAt: instant('requested_at').notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index('access_requests_person').on(t.schoolId, t.personId, t.state),
  ],
);

/** Days on which somebody is away and others stand in. */
export const absences = pgTable(
  'absences',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    setBy: uuid('set_by'),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] }), index('absences_time').on(t.schoolId, t.endsAt)],
);

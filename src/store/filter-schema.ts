import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

// What the school's web filter reports.

/** Alerts of the filter: equal ones of a day are one row with a count. */
export const filterAlerts = pgTable(
  'filter_alerts',
  {
    schoolId: text('school_id').notNull(),
    id: uuid('id').notNull(),
    /** The local day. */
    day: date('day', { mode: 'string' }).notNull(),
    /** A keyed fingerprint of what makes two alerts equal. */
    fingerprint: bytea('fingerprint').notNull(),
    count: integer('count').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    /** Address, person, device and why it was stopped. */
    detailsSealed: bytea('details_sealed').notNull(),
    urgent: boolean('urgent').notNull(),
    /** Whether it is shown one by one: `always`, once it is `repeated`, or `never` but for what the sender calls grave. */
    attention: text('attention').notNull(),
    /** The member of staff whose account it is: such an alert never takes the pupils' way (law 4). */
    personId: uuid('person_id'),
    state: text('state').notNull(),
    caseId: uuid('case_id'),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    /** The message in the school's restricted place, once it is posted. */
    root: text('root'),
    placeKey: text('place_key'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('filter_alerts_once').on(t.schoolId, t.day, t.fingerprint),
    index('filter_alerts_day').on(t.schoolId, t.day),
    // The few that somebody has to decide about, among all that are only counted.
    index('filter_alerts_waiting')
      .on(t.schoolId, t.lastAt)
      .where(sql`state = 'new' and (urgent or attention = 'always')`),
  ],
);

/** Deliveries of the filter that were taken: one that comes again changes nothing. */
export const filterDeliveries = pgTable(
  'filter_deliveries',
  {
    schoolId: text('school_id').notNull(),
    deliveryKey: bytea('delivery_key').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.deliveryKey] }), index('filter_deliveries_at').on(t.at)],
);

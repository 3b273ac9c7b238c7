import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { CountedAlert, FilterStore, NewAlert } from '../core/filtering/filter-store.ts';
import { appendAudit } from './audit.ts';
import { filterDeliveries } from './filter-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import type { Database, Transaction } from './scope.ts';
import { deriveKey, sealJson } from './seal.ts';

/** A filter that runs wild must not stop the others from being counted. */
export const MOST_COUNTED = 1_000_000_000;

/** Equal alerts of one delivery, as one row. */
interface AlertGroup {
  first: NewAlert;
  fingerprint: string;
  times: number;
  firstAt: Date;
  lastAt: Date;
  grave: boolean;
}

/** What belongs to one alert's sealed details; they open nowhere else. */
export const alertContext = (alertId: string): string => `filter-alert|${alertId}|details`;

/**
 * Counts a delivery: one statement for all its alerts, with the delivery's key, an audit row and the messages. Neither the key
 * nor what makes alerts equal is kept but as a keyed fingerprint, for both come from an account and an address.
 */
export function countAlerts(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  { key, via, alerts, urgentFrom }: Parameters<FilterStore['countAlerts']>[1],
  { at, messagesFor }: Parameters<FilterStore['countAlerts']>[2],
): ReturnType<FilterStore['countAlerts']> {
  const index = deriveKey(keys.school(schoolId), 'filter-alert-index');
  const fingerprintOf = (text: string): Buffer =>
    createHmac('sha256', index).update(text, 'utf8').digest().subarray(0, 16);
  const groups = groupEqual(alerts, fingerprintOf);
  const rows = groups.map(({ first, fingerprint, times, firstAt, lastAt, grave }) => ({
    id: first.id,
    day: first.day,
    fingerprint,
    count: times,
    first_at: firstAt.toISOString(),
    last_at: lastAt.toISOString(),
    details: sealJson(keys.school(schoolId), first.details, alertContext(first.id)).toString('base64'),
    urgent: grave || (first.attention !== 'never' && times >= urgentFrom),
    attention: first.attention,
    person: first.personId,
  }));
  return database.inSchool(schoolId, async (tx) => {
    const delivery = await tx
      .insert(filterDeliveries)
      .values({ schoolId, deliveryKey: fingerprintOf(`delivery|${key}`), at })
      .onConflictDoNothing()
      .returning({ at: filterDeliveries.at });
    if (delivery.length === 0) return 'known';
    const counted = await upsertAlerts(tx, schoolId, rows, urgentFrom);
    const attempts = groups.reduce((sum, { times }) => sum + times, 0);
    const detail = { via, alerts: groups.length, attempts };
    await appendAudit(tx, [{ schoolId, at, actorId: null, action: 'filter.alerts-counted', caseId: null, detail }]);
    await queueMessages(tx, schoolId, messagesFor(counted), at);
    return 'counted';
  });
}

/** One group for each fingerprint, in its order: two deliveries at the same time lock the same rows in the same order. */
function groupEqual(alerts: readonly NewAlert[], fingerprintOf: (text: string) => Buffer): AlertGroup[] {
  const groups = new Map<string, AlertGroup>();
  for (const alert of alerts) {
    const fingerprint = fingerprintOf(`${alert.day}|${alert.sameAs}`).toString('base64');
    const group = groups.get(fingerprint);
    if (!group) {
      const { times, at, grave } = alert;
      groups.set(fingerprint, { first: alert, fingerprint, times, firstAt: at, lastAt: at, grave });
      continue;
    }
    group.times += alert.times;
    if (alert.at < group.firstAt) group.firstAt = alert.at;
    if (alert.at > group.lastAt) group.lastAt = alert.at;
    group.grave ||= alert.grave;
  }
  return [...groups.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

/** Adds new alerts and counts known ones up. One that was set aside and becomes urgent after that waits again. */
async function upsertAlerts(
  tx: Transaction,
  schoolId: string,
  rows: readonly { count: number; fingerprint: string }[],
  urgentFrom: number,
): Promise<CountedAlert[]> {
  if (rows.length === 0) return [];
  const urgentNow = sql`(filter_alerts.urgent or excluded.urgent
    or (filter_alerts.attention <> 'never' and filter_alerts.count::bigint + excluded.count >= ${urgentFrom}))`;
  const counted = await tx.execute<{
    id: string;
    day: string;
    fingerprint: string;
    count: number;
    urgent: boolean;
    attention: CountedAlert['attention'];
    person_id: string | null;
    state: CountedAlert['state'];
  }>(sql`
    insert into filter_alerts (school_id, id, day, fingerprint, count, first_at, last_at, details_sealed, urgent, attention, person_id, state)
    select ${schoolId}, g.id, g.day, decode(g.fingerprint, 'base64'), g.count, g.first_at, g.last_at, decode(g.details, 'base64'),
      g.urgent, g.attention, g.person, 'new'
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g(id uuid, day date, fingerprint text, count int,
      first_at timestamptz, last_at timestamptz, details text, urgent boolean, attention text, person uuid)
    order by g.fingerprint
    on conflict (school_id, day, fingerprint) do update set
      count = least(filter_alerts.count::bigint + excluded.count, ${MOST_COUNTED})::int,
      first_at = least(filter_alerts.first_at, excluded.first_at),
      last_at = greatest(filter_alerts.last_at, excluded.last_at),
      urgent = ${urgentNow},
      state = case when filter_alerts.state = 'set-aside' and not filter_alerts.urgent and ${urgentNow} then 'new'
        else filter_alerts.state end
    returning id, day::text, encode(fingerprint, 'base64') as fingerprint, count, urgent, attention, person_id, state`);
  const added = new Map(rows.map(({ fingerprint, count }) => [fingerprint, count]));
  return [...counted].map((row) => ({
    alertId: row.id,
    day: row.day,
    count: row.count,
    added: added.get(row.fingerprint) ?? row.count,
    urgent: row.urgent,
    attention: row.attention,
    personId: row.person_id,
    state: row.state,
  }));
}

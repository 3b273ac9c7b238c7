import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { PlaceRef } from '../core/events.ts';
import { TOLD_REASONS, toldKey } from '../core/filtering/alert-messages.ts';
import type {
  AlertDetails,
  AlertReader,
  AlertState,
  AlertSummary,
  FilterStore,
} from '../core/filtering/filter-store.ts';
import { appendAudit } from './audit.ts';
import { alertContext, MOST_COUNTED } from './count-alerts.ts';
import { filterAlerts } from './filter-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import { cases, knownPlaces, outbox } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openJson } from './seal.ts';

/** An alert waits where it is one of those that are shown and nobody has decided; the partial index is made of the same words. */
const WAITING = sql`filter_alerts.state = 'new' and (filter_alerts.urgent or filter_alerts.attention = 'always')`;

/** Columns of an alert without its details. */
const SUMMARY = {
  alertId: filterAlerts.id,
  count: filterAlerts.count,
  firstAt: filterAlerts.firstAt,
  lastAt: filterAlerts.lastAt,
  urgent: filterAlerts.urgent,
  state: sql<AlertState>`${filterAlerts.state}`,
  personId: filterAlerts.personId,
  reference: cases.reference,
  decidedBy: filterAlerts.decidedBy,
  decidedAt: filterAlerts.decidedAt,
};

/** An alert for composing messages, and where it was posted. */
export function alertForMessage(
  database: Database,
  schoolId: string,
  alertId: string,
): ReturnType<FilterStore['alertForMessage']> {
  return database.inSchool(schoolId, async (tx) => {
    const alert = await readSummary(tx, eq(filterAlerts.id, alertId));
    if (!alert) return null;
    const [post] = await tx
      .select({
        root: filterAlerts.root,
        key: knownPlaces.placeKey,
        kind: knownPlaces.placeKind,
        address: knownPlaces.address,
      })
      .from(filterAlerts)
      .leftJoin(knownPlaces, eq(knownPlaces.placeKey, filterAlerts.placeKey))
      .where(eq(filterAlerts.id, alertId));
    const { root = null, key, kind, address } = post ?? {};
    const place = key && kind && address ? { key, kind: kind as PlaceRef['kind'], address } : null;
    return { ...alert, root, place };
  });
}

/** Notes where an alert was posted. */
export function saveAlertPost(
  database: Database,
  schoolId: string,
  alertId: string,
  { placeKey, root }: { placeKey: string; root: string },
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    await tx.update(filterAlerts).set({ placeKey, root }).where(eq(filterAlerts.id, alertId));
  });
}

/** An alert for one who may know of it, without its details. */
export function findAlert(
  database: Database,
  schoolId: string,
  alertId: string,
  reader: AlertReader,
): Promise<AlertSummary | null> {
  return database.inSchool(schoolId, (tx) => readVisible(tx, alertId, reader));
}

/** Opens what an alert is about, with the audit row of this view. */
export function openAlert(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  alertId: string,
  reader: AlertReader,
  at: Date,
): Promise<(AlertSummary & AlertDetails) | null> {
  return database.inSchool(schoolId, async (tx) => {
    const alert = await readVisible(tx, alertId, reader);
    if (!alert) return null;
    const [row] = await tx
      .select({ sealed: filterAlerts.detailsSealed })
      .from(filterAlerts)
      .where(eq(filterAlerts.id, alertId));
    if (!row) return null;
    const detail = { alert: alertId };
    await appendAudit(tx, [
      { schoolId, at, actorId: reader.personId, action: 'filter.alert-opened', caseId: null, detail },
    ]);
    return { ...alert, ...openJson<AlertDetails>(keys.school(schoolId), row.sealed, alertContext(alertId)) };
  });
}

/** Decides about an alert, unless that was done: what became a case stays one. */
export function decideAlert(
  database: Database,
  schoolId: string,
  alertId: string,
  reader: AlertReader,
  decision: Parameters<FilterStore['decideAlert']>[3],
  { at, messages }: Parameters<FilterStore['decideAlert']>[4],
): Promise<AlertSummary | null> {
  return database.inSchool(schoolId, async (tx) => {
    if (!(await readVisible(tx, alertId, reader))) return null;
    const caseId = decision.state === 'case' ? decision.caseId : null;
    const from: AlertState[] = decision.state === 'case' ? ['new', 'set-aside'] : ['new'];
    const decided = await tx
      .update(filterAlerts)
      .set({ state: decision.state, caseId, decidedBy: reader.personId, decidedAt: at })
      .where(and(eq(filterAlerts.id, alertId), inArray(filterAlerts.state, from)))
      .returning({ id: filterAlerts.id });
    if (decided.length > 0) {
      const action = decision.state === 'case' ? 'filter.alert-made-case' : 'filter.alert-set-aside';
      await appendAudit(tx, [{ schoolId, at, actorId: reader.personId, action, caseId, detail: { alert: alertId } }]);
      await queueMessages(tx, schoolId, messages, at);
    }
    return readVisible(tx, alertId, reader);
  });
}

/** Alerts that wait for somebody to decide, as far as the reader may know of them. */
export function listWaiting(
  database: Database,
  schoolId: string,
  reader: AlertReader,
  limit: number,
): ReturnType<FilterStore['listWaiting']> {
  return database.inSchool(schoolId, async (tx) => {
    const where = and(WAITING, visibleTo(reader));
    const alerts = await tx
      .select(SUMMARY)
      .from(filterAlerts)
      .leftJoin(cases, eq(cases.id, filterAlerts.caseId))
      .where(where)
      .orderBy(desc(filterAlerts.urgent), desc(filterAlerts.lastAt), desc(filterAlerts.id))
      .limit(limit);
    return { alerts, waiting: await tx.$count(filterAlerts, where) };
  });
}

/** What was counted from one local day to another, and what waits; a colleague's account is in none of these numbers. */
export function countDays(
  database: Database,
  schoolId: string,
  from: string,
  to: string,
): ReturnType<FilterStore['countDays']> {
  return database.inSchool(schoolId, async (tx) => {
    const [days] = await tx
      .select({
        alerts: sql<number>`count(*)::int`,
        // A sum of counts that are each within bounds need not be.
        attempts: sql<number>`least(coalesce(sum(${filterAlerts.count}), 0), ${MOST_COUNTED})::int`,
        urgent: sql<number>`(count(*) filter (where ${filterAlerts.urgent}))::int`,
      })
      .from(filterAlerts)
      .where(and(gte(filterAlerts.day, from), lte(filterAlerts.day, to), isNull(filterAlerts.personId)));
    const waiting = await tx.$count(
      filterAlerts,
      and(WAITING, lte(filterAlerts.day, to), isNull(filterAlerts.personId)),
    );
    return { alerts: days?.alerts ?? 0, attempts: days?.attempts ?? 0, urgent: days?.urgent ?? 0, waiting };
  });
}

const readVisible = (tx: Transaction, alertId: string, reader: AlertReader): Promise<AlertSummary | null> =>
  readSummary(tx, and(eq(filterAlerts.id, alertId), visibleTo(reader)));

async function readSummary(tx: Transaction, where: SQL | undefined): Promise<AlertSummary | null> {
  const [alert] = await tx
    .select(SUMMARY)
    .from(filterAlerts)
    .leftJoin(cases, eq(cases.id, filterAlerts.caseId))
    .where(where);
  return alert ?? null;
}

/**
 * A pupil's or an unknown account: for those who see pupils' cases. A colleague's: for those whose function gets concerns about staff
 * and who were told of it, and never himself (law 4).
 */
function visibleTo({ personId, pupilCases, colleagues }: AlertReader): SQL | undefined {
  const pupils = pupilCases ? isNull(filterAlerts.personId) : sql`false`;
  if (!colleagues) return pupils;
  const keys = TOLD_REASONS.map((why) => sql`${toldKey(personId, why)}::text || ${filterAlerts.id}`);
  const told = sql`exists (select 1 from ${outbox} where ${outbox.schoolId} = ${filterAlerts.schoolId}
    and ${outbox.dedupeKey} in (${sql.join(keys, sql`, `)}))`;
  return or(pupils, and(isNotNull(filterAlerts.personId), ne(filterAlerts.personId, personId), told));
}

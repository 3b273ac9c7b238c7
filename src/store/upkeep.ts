import type { Database } from './scope.ts';

/** Resolves when the database answers; throws `StoreUnavailable` when it does not. */
export async function ping(database: Database): Promise<void> {
  await database.outside((sql) => sql`select 1`);
}

/** How many messages wait, and how many were given up, over all schools. */
export async function outboxDepth(database: Database): Promise<{ pending: number; dead: number }> {
  const rows = await database.outside(
    (sql) => sql<{ state: string; messages: string }[]>`select * from esafety_outbox_depth()`,
  );
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.messages ?? 0);
  return { pending: count('pending'), dead: count('dead') };
}

/** Forgets drafts that were last saved before an instant. */
export async function purgeDrafts(database: Database, before: Date): Promise<void> {
  await database.outside((sql) => sql`select esafety_purge_drafts(${before.toISOString()}::timestamptz)`);
}

/** Forgets deliveries that arrived before an instant: no platform repeats them any more. */
export async function purgeInbox(database: Database, before: Date): Promise<void> {
  await database.outside((sql) => sql`select esafety_purge_inbox(${before.toISOString()}::timestamptz)`);
}

/** Forgets links to exports that ended before an instant. */
export async function purgeExports(database: Database, before: Date): Promise<void> {
  await database.outside((sql) => sql`select esafety_purge_exports(${before.toISOString()}::timestamptz)`);
}

/** Forgets deliveries of web filters that arrived before an instant: their signatures are long too old to be taken again. */
export async function purgeFilterDeliveries(database: Database, before: Date): Promise<void> {
  await database.outside((sql) => sql`select esafety_purge_filter_deliveries(${before.toISOString()}::timestamptz)`);
}

/**
 * Forgets alerts of web filters that became no case, once they are older than their school keeps them.
 * @param today local day, `YYYY-MM-DD`
 */
export async function purgeFilterAlerts(database: Database, today: string): Promise<void> {
  await database.outside((sql) => sql`select esafety_purge_filter_alerts(${today}::date)`);
}

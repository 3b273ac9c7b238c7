import type { Origin } from '../core/events.ts';
import type { Received } from '../core/store-port.ts';
import { type Database, PATIENCE_MILLISECONDS } from './scope.ts';
import { together } from './together.ts';

const MOST_TOGETHER = 16;
const UNDER_WAY = 4;
const RETRY_WITHIN_MILLISECONDS = 500;

/** Notes a delivery, keeps the 1:1 address and answers who it came from. */
export type Receive = (origin: Origin, dedupe: boolean, now: Date) => Promise<Received>;

interface Arrival {
  platform: string;
  workspace: string;
  account: string;
  event: string | null;
  address: string | null;
  at: string;
}

/** Makes the function that every event goes through first: one round trip, shared by events that arrive together. */
export function createReceive(database: Database): Receive {
  const receive = together({
    run: (arrivals: Arrival[]) => receiveAll(database, arrivals),
    most: MOST_TOGETHER,
    underWay: UNDER_WAY,
    // Both would write the same account and the same delivery.
    keyOf: ({ platform, workspace, account }) => `${platform}|${workspace}|${account}`,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
    retryWithinMilliseconds: RETRY_WITHIN_MILLISECONDS,
  });
  return ({ platform, workspaceId, accountId, eventId, place }, dedupe, now) =>
    receive({
      platform,
      workspace: workspaceId,
      account: accountId,
      event: dedupe ? eventId : null,
      address: place.kind === 'personal' ? place.address : null,
      at: now.toISOString(),
    });
}

async function receiveAll(database: Database, arrivals: Arrival[]): Promise<Received[]> {
  const given = JSON.stringify(arrivals.map((arrival, index) => ({ index, ...arrival })));
  const rows = await database.outside(
    (sql) => sql<{ index: number; received: Received }[]>`
      select r.index, esafety_receive(r.platform, r.workspace, r.account, r.event, r.address, r.at) as received
      from jsonb_to_recordset(${given}::text::jsonb)
        as r(index int, platform text, workspace text, account text, event text, address text, at timestamptz)`,
  );
  const answers = new Map(rows.map(({ index, received }) => [index, received]));
  return arrivals.map((_, index) => {
    const received = answers.get(index);
    if (!received) throw new Error('esafety_receive answered nothing');
    return received;
  });
}

import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import type { MyReportsView } from '../views.ts';
import type { Status } from './taxonomy.ts';

const MOST_SHOWN = 15;

/** Shows a person's own receipts: reference and how it stands, nothing more. */
export async function showMyReports(desk: Desk, identity: Identity): Promise<Reply> {
  return show({ name: 'my-reports', reports: await listMyReports(desk, identity) });
}

/** A person's own receipts over all the schools he works in, the newest first. */
export async function listMyReports(desk: Desk, identity: Identity): Promise<MyReportsView['reports']> {
  const lists = [];
  for (const { profile } of identity.seats) {
    lists.push(...(await desk.store.listReportsOf(profile.id, identity.personId, MOST_SHOWN)));
  }
  return lists
    .sort((a, b) => b.reportedAt.getTime() - a.reportedAt.getTime())
    .slice(0, MOST_SHOWN)
    .map(({ reportId, reference, reportedAt, status }) => ({
      reportId,
      reference,
      reportedAt: reportedAt.toISOString(),
      state: stateFor(status),
    }));
}

function stateFor(status: Status): MyReportsView['reports'][number]['state'] {
  if (status === 'new') return 'recorded';
  if (status === 'acknowledged') return 'seen';
  return status === 'closed' ? 'closed' : 'handled';
}

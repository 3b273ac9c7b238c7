import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import type { OpenCasesView } from '../views.ts';

/** As many as every platform shows with a button each. */
const MOST_SHOWN = 15;

/** Shows the cases a person may work on that are not closed. */
export async function showOpenCases(desk: Desk, identity: Identity): Promise<Reply> {
  return show({ name: 'open-cases', ...(await listOpenCases(desk, identity)) });
}

/** The open cases a person may know of, over all the schools he works in, those nobody has acknowledged first. */
export async function listOpenCases(desk: Desk, identity: Identity): Promise<Omit<OpenCasesView, 'name'>> {
  const lists = [];
  for (const { profile, viewer } of identity.seats) {
    lists.push(...(await desk.store.listOpenCases(profile.id, viewer, MOST_SHOWN + 1)));
  }
  const waiting = (status: string): number => (status === 'new' ? 0 : 1);
  const sorted = lists.sort(
    (a, b) => waiting(a.status) - waiting(b.status) || b.reportedAt.getTime() - a.reportedAt.getTime(),
  );
  return {
    cases: sorted.slice(0, MOST_SHOWN).map(({ caseId, reference, severity, status, reportedAt }) => ({
      caseId,
      reference,
      severity,
      status,
      reportedAt: reportedAt.toISOString(),
    })),
    more: sorted.length > MOST_SHOWN,
  };
}

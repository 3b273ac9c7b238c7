import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import { CASE_FILTERS, type CaseFilter, type CaseListView, type ListedCase } from '../views.ts';
import type { CaseSummary } from './case-record.ts';

/** As many as every platform shows with a button each. */
const MOST_SHOWN = 15;

/** Shows one page of the cases a person may know of. */
export async function showCases(desk: Desk, identity: Identity, data: Record<string, string> = {}): Promise<Reply> {
  const filter = CASE_FILTERS.find((known) => known === data.filter) ?? 'open';
  return show({ name: 'case-list', filter, searchedBackTo: null, ...(await listCases(desk, identity, filter)) });
}

/** A page of cases over all the schools a person works in, those nobody has acknowledged first. */
export async function listCases(
  desk: Desk,
  identity: Identity,
  filter: CaseFilter,
): Promise<Pick<CaseListView, 'cases' | 'next'>> {
  const now = desk.clock.now();
  const found: CaseSummary[] = [];
  for (const { profile, viewer } of identity.seats) {
    const page = await desk.store.listCases(profile.id, viewer, { filter }, { now, limit: MOST_SHOWN + 1 });
    found.push(...page.cases);
  }
  const waiting = (status: string): number => (status === 'new' ? 0 : 1);
  found.sort((a, b) => waiting(a.status) - waiting(b.status) || b.reportedAt.getTime() - a.reportedAt.getTime());
  return { cases: await Promise.all(found.slice(0, MOST_SHOWN).map((item) => listed(desk, item, now))), next: null };
}

/** A case as a list shows it. */
export async function listed(desk: Desk, item: CaseSummary, now: Date): Promise<ListedCase> {
  const { schoolId, caseId, reference, severity, status, reportedAt, ownerId, nextDueAt } = item;
  return {
    caseId,
    reference,
    severity,
    status,
    reportedAt: reportedAt.toISOString(),
    owner: ownerId && (await desk.staff.nameOf(schoolId, ownerId)),
    nextDueAt: nextDueAt?.toISOString() ?? null,
    overdue: nextDueAt !== null && nextDueAt < now,
  };
}

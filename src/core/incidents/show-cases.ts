import { CASE_FILTERS, type CaseListView, type ListedCase } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import type { CaseSummary } from './case-record.ts';
import { comparePlaces, placeOf, readPlace, writePlace } from './list-place.ts';
import type { StandingFilter } from './list-store.ts';

/** As many as every platform shows with a button each. */
export const MOST_LISTED = 15;

/** Shows one page of the cases a person may know of: by a button, by a typed word, or the open ones. */
export async function showCases(desk: Desk, identity: Identity, data: Record<string, string> = {}): Promise<Reply> {
  // What was found before cannot be listed again: what was looked for was not kept.
  const filter = CASE_FILTERS.find((known) => known === data.filter && known !== 'found') as StandingFilter | undefined;
  const page = await listCases(desk, identity, filter ?? 'open', filter && data.before);
  return show({ name: 'case-list', filter: filter ?? 'open', searchedBackTo: null, ...page });
}

/**
 * A page of cases over all the schools a person works in, those nobody has acknowledged first. A case that is acknowledged
 * while somebody turns pages may be shown to him twice; none is left out.
 * @param before what the page before gave in `next`
 */
export async function listCases(
  desk: Desk,
  identity: Identity,
  filter: StandingFilter,
  before?: string,
): Promise<Pick<CaseListView, 'cases' | 'next' | 'counts'>> {
  const now = desk.clock.now();
  const after = readPlace(before);
  const counts = { fresh: 0, overdue: 0 };
  const found: CaseSummary[] = [];
  for (const { profile, viewer } of identity.seats) {
    found.push(...(await desk.store.listCases(profile.id, viewer, filter, { now, limit: MOST_LISTED + 1, after })));
    if (filter !== 'open') continue;
    const { fresh, overdue } = await desk.store.countOpen(profile.id, viewer, now);
    counts.fresh += fresh;
    counts.overdue += overdue;
  }
  found.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  const shown = found.slice(0, MOST_LISTED);
  const last = shown.at(-1);
  return {
    cases: await Promise.all(shown.map((item) => listed(desk, item, now))),
    next: last && found.length > shown.length ? { filter, before: writePlace(placeOf(last)) } : null,
    ...(filter === 'open' ? { counts } : {}),
  };
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

import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CasePage, CaseQuery } from '../core/incidents/list-store.ts';
import { nextDueOf, summaryColumns, summaryOf } from './case-summary.ts';
import { cases } from './schema.ts';
import type { Database } from './scope.ts';
import { visibleTo } from './visible-cases.ts';

/** One page of the cases the viewer may know of, new ones first, then by the day of the report; nothing of their stories is read. */
export function listCases(
  database: Database,
  schoolId: string,
  viewer: Viewer,
  query: CaseQuery,
  page: { now: Date; limit: number; cursor?: string },
): Promise<CasePage> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select(summaryColumns)
      .from(cases)
      .where(and(conditionOf(query, viewer, page.now), visibleTo(viewer)))
      .orderBy(sql`${cases.status} <> 'new'`, desc(cases.reportedAt), desc(cases.id))
      .limit(page.limit);
    return { cases: rows.map(summaryOf), next: null, searchedBackTo: null };
  });
}

function conditionOf({ filter }: CaseQuery, viewer: Viewer, now: Date): SQL | undefined {
  switch (filter) {
    case 'mine':
      return and(ne(cases.status, 'closed'), eq(cases.ownerId, viewer.personId));
    case 'overdue':
      return sql`${nextDueOf} < ${now.toISOString()}::timestamptz`;
    case 'closed':
      return eq(cases.status, 'closed');
    case 'open':
      return ne(cases.status, 'closed');
    case 'found':
      return undefined;
  }
}

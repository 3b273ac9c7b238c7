import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseSummary } from '../core/incidents/case-record.ts';
import type { ListPlace } from '../core/incidents/list-place.ts';
import type { CaseListStore, OpenCounts, StandingFilter } from '../core/incidents/list-store.ts';
import { nextDueOf, summaryColumns, summaryOf } from './case-summary.ts';
import { cases } from './schema.ts';
import type { Database } from './scope.ts';
import { visibleTo } from './visible-cases.ts';

/** 0 while nobody has acknowledged a case, 1 afterwards: written as in the index `cases_open`. */
const groupOf = sql`(case when "cases"."status" = 'new' then 0 else 1 end)`;
/** The newest first: written as in the indexes, without which a deep page would cost more than the first. */
export const newestFirst = [sql`"cases"."reported_at" desc nulls last`, sql`"cases"."id" desc nulls last`];
const isOpen = sql`"cases"."status" <> 'closed'`;

/**
 * One page of the cases the viewer may know of, new ones first, then the newest; nothing of their stories is read. Each group
 * is read along an index, so that the thousandth page costs what the first does.
 */
export function listCases(
  database: Database,
  schoolId: string,
  viewer: Viewer,
  filter: StandingFilter,
  { now, limit, after }: Parameters<CaseListStore['listCases']>[3],
): Promise<CaseSummary[]> {
  return database.inSchool(schoolId, async (tx) => {
    const found = new Map<string, CaseSummary>();
    for (const fresh of groupsAfter(filter, after)) {
      const rows = await tx
        .select(summaryColumns)
        .from(cases)
        .where(
          and(
            filter === 'closed' ? undefined : and(isOpen, sql`${groupOf} = ${sql.raw(fresh ? '0' : '1')}`),
            conditionOf(filter, viewer, now),
            after?.fresh === fresh ? isBehind(after) : undefined,
            visibleTo(viewer),
          ),
        )
        .orderBy(...newestFirst)
        .limit(limit - found.size);
      // A case that is acknowledged between the two reads is in both of them: it keeps its first place.
      for (const row of rows) if (!found.has(row.id)) found.set(row.id, summaryOf(row));
      if (found.size >= limit) break;
    }
    return [...found.values()];
  });
}

/** Counts what is open and waits: new ones, and those in which something is overdue. */
export function countOpen(database: Database, schoolId: string, viewer: Viewer, now: Date): Promise<OpenCounts> {
  return database.inSchool(schoolId, async (tx) => {
    const [counts] = await tx
      .select({
        fresh: sql<number>`count(*) filter (where "cases"."status" = 'new')::int`,
        overdue: sql<number>`count(*) filter (where ${isOverdue(now)})::int`,
      })
      .from(cases)
      .where(and(isOpen, visibleTo(viewer)));
    return counts ?? { fresh: 0, overdue: 0 };
  });
}

/** The condition for cases behind one that was shown, as one comparison of rows: it is found in the index. */
export function isBehind({ reportedAt, caseId }: Pick<ListPlace, 'reportedAt' | 'caseId'>): SQL {
  return sql`("cases"."reported_at", "cases"."id") < (${reportedAt.toISOString()}::timestamptz, ${caseId}::uuid)`;
}

function groupsAfter(filter: StandingFilter, after: ListPlace | null): boolean[] {
  if (filter === 'closed') return [false];
  return after === null || after.fresh ? [true, false] : [false];
}

const isOverdue = (now: Date): SQL => sql`${nextDueOf} < ${now.toISOString()}::timestamptz`;

function conditionOf(filter: StandingFilter, viewer: Viewer, now: Date): SQL | undefined {
  switch (filter) {
    case 'mine':
      return eq(cases.ownerId, viewer.personId);
    case 'overdue':
      return isOverdue(now);
    case 'closed':
      return eq(cases.status, 'closed');
    case 'open':
      return undefined;
  }
}

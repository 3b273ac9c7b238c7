import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseFacts, CaseSummary } from '../core/incidents/case-record.ts';
import type { Category, ConcernType, Severity, Source, Status, Victim } from '../core/incidents/taxonomy.ts';
import { cases } from './schema.ts';
import type { Transaction } from './scope.ts';
import { visibleTo } from './visible-cases.ts';

/** How many tasks of a case are open. */
const openTasks = sql<number>`(select count(*)::int from case_tasks t
  where t.school_id = "cases"."school_id" and t.case_id = "cases"."id" and t.state = 'open')`;

/** When something in a case is due next: a task, an answer, a review, the law's clock. Nothing is, once it is closed. */
export const nextDueOf = sql<string | null>`(case when "cases"."status" = 'closed' then null else least(
  (select min(t.due_at) from case_tasks t
    where t.school_id = "cases"."school_id" and t.case_id = "cases"."id" and t.state = 'open'),
  (select min(r.response_due_at) from case_referrals r
    where r.school_id = "cases"."school_id" and r.case_id = "cases"."id" and r.state = 'waiting'),
  "cases"."review_at", "cases"."deadline_at") end)`;

/** What a summary is made of, for a query on `cases`. */
export const summaryColumns = {
  schoolId: cases.schoolId,
  id: cases.id,
  reference: cases.reference,
  restricted: cases.restricted,
  status: cases.status,
  severity: cases.severity,
  reportedAt: cases.reportedAt,
  reporterId: cases.reporterId,
  acknowledgedAt: cases.acknowledgedAt,
  acknowledgedBy: cases.acknowledgedBy,
  ownerId: cases.ownerId,
  openTasks,
  nextDueAt: nextDueOf,
};

/** A row of `summaryColumns`. */
export type SummaryRow = Pick<
  typeof cases.$inferSelect,
  | 'schoolId'
  | 'id'
  | 'reference'
  | 'restricted'
  | 'status'
  | 'severity'
  | 'reportedAt'
  | 'reporterId'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
  | 'ownerId'
> & { openTasks: number; nextDueAt: string | Date | null };

/** A case without its story. */
export function summaryOf(row: SummaryRow): CaseSummary {
  return {
    schoolId: row.schoolId,
    caseId: row.id,
    reference: row.reference,
    restricted: row.restricted,
    status: row.status as Status,
    severity: row.severity as Severity | null,
    reportedAt: row.reportedAt,
    reporterId: row.reporterId,
    acknowledgedAt: row.acknowledgedAt,
    acknowledgedBy: row.acknowledgedBy,
    ownerId: row.ownerId,
    openTasks: row.openTasks,
    nextDueAt: row.nextDueAt === null ? null : new Date(row.nextDueAt),
  };
}

const caseColumns = { ...getTableColumns(cases), openTasks, nextDueAt: nextDueOf };

/** A whole case as it is stored, with what is counted beside it. */
export type CaseRow = typeof cases.$inferSelect & Pick<SummaryRow, 'openTasks' | 'nextDueAt'>;

/** A case the viewer may know of; null alike for one that does not exist. `lock` keeps others from changing it meanwhile. */
export async function findVisible(
  tx: Transaction,
  which: SQL | undefined,
  viewer: Viewer,
  lock: boolean,
): Promise<CaseRow | null> {
  const query = tx
    .select(caseColumns)
    .from(cases)
    .where(and(which, visibleTo(viewer)))
    .limit(1);
  const [row] = await (lock ? query.for('update') : query);
  return row ?? null;
}

/** The condition for one case by its id. */
export const caseIs = (caseId: string): SQL => eq(cases.id, caseId);

/** What is known of a case beside its story. */
export function factsOf(row: CaseRow): CaseFacts {
  return {
    category: row.category as Category,
    type: row.type as ConcernType | null,
    handleAs: row.handleAs as CaseFacts['handleAs'],
    route: row.route,
    source: row.source as Source,
    victim: row.victim as Victim | null,
    place: row.place,
    occurredAt: row.occurredAt,
    occurredTimeKnown: row.occurredTimeKnown,
    noticedOn: row.noticedOn,
  };
}

import { and, desc, ne, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseSummary } from '../core/incidents/case-record.ts';
import type { Severity, Status } from '../core/incidents/taxonomy.ts';
import { cases } from './schema.ts';
import type { Database } from './scope.ts';
import { visibleTo } from './visible-cases.ts';

/** Cases that are not closed and that the viewer may know of, new ones first, then by the day of the report; nothing of their stories is read. */
export function listOpenCases(
  database: Database,
  schoolId: string,
  viewer: Viewer,
  limit: number,
): Promise<CaseSummary[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({
        schoolId: cases.schoolId,
        caseId: cases.id,
        reference: cases.reference,
        restricted: cases.restricted,
        status: cases.status,
        severity: cases.severity,
        reportedAt: cases.reportedAt,
        reporterId: cases.reporterId,
        acknowledgedAt: cases.acknowledgedAt,
        acknowledgedBy: cases.acknowledgedBy,
      })
      .from(cases)
      .where(and(ne(cases.status, 'closed'), visibleTo(viewer)))
      .orderBy(sql`${cases.status} <> 'new'`, desc(cases.reportedAt), desc(cases.id))
      .limit(limit);
    return rows.map((row) => ({
      ...row,
      status: row.status as Status,
      severity: row.severity as Severity | null,
    }));
  });
}

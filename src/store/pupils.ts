import { and, desc, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseListStore, PupilPage } from '../core/incidents/list-store.ts';
import type { KeyRing } from './key-ring.ts';
import { cases } from './schema.ts';
import type { Database } from './scope.ts';
import { visibleTo } from './visible-cases.ts';

/** References of earlier cases that name a pupil of this one, the newest first. */
export function earlierCases(database: Database, schoolId: string, caseId: string, viewer: Viewer): Promise<string[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({ reference: cases.reference })
      .from(cases)
      .where(
        and(
          sql`${cases.id} in (select q.case_id from case_people p
            join subjects s on s.school_id = p.school_id and s.id = p.subject_id
            join subjects o on o.school_id = s.school_id and o.name_index = s.name_index
            join case_people q on q.school_id = o.school_id and q.subject_id = o.id
            where p.school_id = ${schoolId} and p.case_id = ${caseId}::uuid and q.case_id <> p.case_id)`,
          sql`${cases.reportedAt} <= (select c.reported_at from cases c where c.school_id = ${schoolId} and c.id = ${caseId}::uuid)`,
          visibleTo(viewer),
        ),
      )
      .orderBy(desc(cases.reportedAt));
    return rows.map(({ reference }) => reference);
  });
}

/** A pupil's chronology across the cases that name the same pupil. */
export function pupilPage(
  _database: Database,
  _keys: KeyRing,
  _schoolId: string,
  _subjectId: string,
  _viewer: Viewer,
  _page: Parameters<CaseListStore['pupilPage']>[3],
): Promise<PupilPage | null> {
  return Promise.resolve(null);
}

import { type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';

/**
 * The access rule of `core/access.ts` as a condition on `cases`: the one place where queries decide what a viewer may know.
 * A missing case and a forbidden one are the same to every query that uses it.
 */
export function visibleTo(viewer: Viewer): SQL {
  return sql`not exists (select 1 from case_people p where p.school_id = cases.school_id and p.case_id = cases.id
      and p.part in ('adult', 'kept-from') and p.person_id = ${viewer.personId}::uuid)
    and ((not cases.restricted and ${viewer.pupilCases}::boolean)
      or exists (select 1 from case_access a where a.school_id = cases.school_id and a.case_id = cases.id
        and a.person_id = ${viewer.personId}::uuid and a.withdrawn_at is null))`;
}

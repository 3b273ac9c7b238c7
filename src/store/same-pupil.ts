import { type SQL, sql } from 'drizzle-orm';

/**
 * The other cases that name a pupil of a case, as rows of `case_id` and `name_index`. The same name is not proof of the same
 * child: where both cases know the date of birth or the pupil's number, and nothing of it agrees, the other is left out.
 * Whether the reader may know of them is for the query around it to ask.
 */
export function casesNamingTheSame(schoolId: string, caseId: string): SQL {
  return sql`(select q.case_id, s.name_index
    from case_people p
    join subjects s on s.school_id = p.school_id and s.id = p.subject_id
    join subjects o on o.school_id = s.school_id and o.name_index = s.name_index
    join case_people q on q.school_id = o.school_id and q.subject_id = o.id
    where p.school_id = ${schoolId} and p.case_id = ${caseId}::uuid and q.case_id <> p.case_id
      and p.withdrawn_at is null and q.withdrawn_at is null
    group by q.case_id, s.name_index
    having coalesce(bool_or(s.birth_index = o.birth_index or s.pupil_id_index = o.pupil_id_index), false)
      or not coalesce(bool_or(s.birth_index <> o.birth_index or s.pupil_id_index <> o.pupil_id_index), false))`;
}

/** The condition for cases reported before another. */
export function isEarlierThan(schoolId: string, caseId: string): SQL {
  return sql`("cases"."reported_at", "cases"."id") < (select c.reported_at, c.id from cases c
    where c.school_id = ${schoolId} and c.id = ${caseId}::uuid)`;
}

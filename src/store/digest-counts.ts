import { sql } from 'drizzle-orm';
import type { Counts, DigestCounts } from '../core/digests/digest-counts.ts';
import { STAFF_TYPES } from '../core/incidents/taxonomy.ts';
import type { Transaction } from './scope.ts';

/** What a digest counts and reads of: neither restricted cases nor concerns about staff (law 4). */
export const countedInDigests = sql`not cases.restricted and (cases.type is null or cases.type not in ${STAFF_TYPES})`;

interface CountRow extends Record<string, unknown> {
  what: string;
  key: string | null;
  within: string | null;
  count: number;
}

/**
 * Counts the concerns recorded from one instant until another, in one statement: it reads that stretch of the index on when
 * cases were reported once, whatever else the school has.
 */
export async function countConcerns(tx: Transaction, schoolId: string, from: Date, until: Date): Promise<DigestCounts> {
  const rows = await tx.execute<CountRow>(sql`
    with concerns as materialized (
      select id, category, coalesce(type, 'not-given') as type, coalesce(place, 'not-given') as place,
        to_char(reported_at at time zone 'Europe/London', 'YYYY-MM') as month,
        case when status = 'closed' then coalesce(outcome, 'other') else 'open' end as outcome,
        case when acknowledged_at is null then 'not-yet'
          when acknowledged_at <= reported_at + interval '1 hour' then 'within-1-hour'
          when acknowledged_at <= reported_at + interval '4 hours' then 'within-4-hours'
          when acknowledged_at <= reported_at + interval '1 day' then 'within-1-day'
          else 'later' end as acknowledged
      from cases
      where school_id = ${schoolId} and reported_at >= ${from.toISOString()}::timestamptz
        and reported_at < ${until.toISOString()}::timestamptz and ${countedInDigests})
    select case when grouping(type) = 0 then 'type' when grouping(category) = 0 then 'category'
        when grouping(place) = 0 then 'place' when grouping(month) = 0 then 'month'
        when grouping(outcome) = 0 then 'outcome' when grouping(acknowledged) = 0 then 'acknowledged' else 'all' end as what,
      coalesce(type, case when grouping(type) = 1 then category end, place, month, outcome, acknowledged) as key,
      case when grouping(type) = 0 then category end as within, count(*)::int as count
    from concerns
    group by grouping sets ((), (category), (category, type), (place), (month), (outcome), (acknowledged))
    union all
    select 'agency', r.agency, null, count(*)::int
    from concerns join case_referrals r on r.school_id = ${schoolId} and r.case_id = concerns.id
    group by r.agency`);
  const countsOf = (what: string, within: string | null = null): Counts =>
    new Map(
      rows
        .filter((row) => row.what === what && row.within === within)
        .map(({ key, count }) => [key ?? 'not-given', count]),
    );
  const types = new Map(
    rows.filter(({ what }) => what === 'type').map(({ within }) => [within ?? '', countsOf('type', within)]),
  );
  return {
    concerns: rows.find(({ what }) => what === 'all')?.count ?? 0,
    category: countsOf('category'),
    types,
    month: countsOf('month'),
    place: countsOf('place'),
    acknowledged: countsOf('acknowledged'),
    outcome: countsOf('outcome'),
    agency: countsOf('agency'),
  };
}

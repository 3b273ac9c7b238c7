import { boundRows, rangeOf } from './audit-disclosure.ts';
import type {
  DigestContent,
  DigestTable,
  Population,
  Range,
  TableName,
  TrustDigest,
  TrustPopulation,
  TrustTable,
} from './digest-content.ts';
import { tablesOf } from './publish-population.ts';

/**
 * A trust's digest of one term. It reads nothing but what the schools published, so whoever has the schools' digests learns
 * nothing new, and whoever has not learns less: sums are given as far as they are known ("37 to 45"). Throws
 * `RangeError` without a digest, or with digests of different terms.
 */
export function combineSchools(digests: readonly DigestContent[]): TrustDigest {
  const period = digests[0]?.period;
  if (!period || digests.some((digest) => digest.period.key !== period.key))
    throw new RangeError('A trust’s digest takes one or more schools’ digests of the same term.');
  return {
    period,
    schoolIds: digests.map(({ schoolId }) => schoolId),
    concerns: combinePopulations(digests.map(({ concerns }) => concerns)),
    referrals: combinePopulations(digests.map(({ referrals }) => referrals)),
  };
}

function combinePopulations(populations: readonly Population[]): TrustPopulation {
  const names = new Set(populations.flatMap(({ tables }) => tablesOf(tables).map(([name]) => name)));
  const combine = (name: TableName) => combineTables(populations.flatMap(({ tables }) => tables[name] ?? []));
  return {
    total: addRanges(populations.map(({ total }) => rangeOf(total))),
    tables: Object.fromEntries([...names].map((name) => [name, combine(name)])),
  };
}

function combineTables(tables: readonly DigestTable[]): TrustTable {
  const known = tables.map(({ rows, total }) => {
    const bounds = boundRows(rows, total);
    return new Map(rows.map((row, at) => [row.key, bounds[at] ?? rangeOf(row.figure)]));
  });
  const keys = new Set(known.flatMap((rows) => [...rows.keys()]));
  const add = (key: string) => addRanges(known.flatMap((rows) => rows.get(key) ?? []));
  return { schools: tables.length, rows: [...keys].map((key) => ({ key, ...add(key) })) };
}

function addRanges(ranges: readonly Range[]): Range {
  return {
    from: ranges.reduce((sum, range) => sum + range.from, 0),
    to: ranges.reduce((sum, range) => sum + range.to, 0),
  };
}

import { describe, expect, it } from 'vitest';
import { combineSchools } from '../../../src/core/digests/combine-schools.ts';
import type { DigestContent, Range, TrustDigest } from '../../../src/core/digests/digest-content.ts';
import { publishPopulation } from '../../../src/core/digests/publish-population.ts';
import { trendTermOf } from '../../../src/core/digests/trend-term.ts';
import { fillRows, type Possible, possibleOf, solveTable } from './attacker.ts';

type Combine = (schools: readonly (readonly number[])[]) => TrustDigest;

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

function digestOf(schoolId: string, counts: readonly number[]): DigestContent {
  const category = counts.map((count, at) => ({ key: `row ${at}`, count }));
  return {
    schoolId,
    period: { key: '2026-27/1-autumn', label: 'Autumn 2026', from: '2026-09-01', to: '2026-12-18' },
    version: 1,
    correction: null,
    concerns: publishPopulation({ total: sum(counts), tables: { category } }, 1),
    medianBand: null,
    referrals: publishPopulation({ total: 0, tables: {} }, 1),
    trend: [],
    training: [],
    acknowledgements: [],
    policies: [],
    filteringChecks: { done: 0, expected: 0 },
    duties: [],
    lessons: [],
  };
}

const combine: Combine = (schools) => combineSchools(schools.map((counts, at) => digestOf(`school-${at}`, counts)));

/** Adds up what was counted, not what was published. */
const addCounts: Combine = (schools) => {
  const honest = combine(schools);
  const rows = (schools[0] ?? []).map((_, at) => {
    const all = sum(schools.map((counts) => counts[at] ?? 0));
    return { key: `row ${at}`, from: all, to: all };
  });
  return { ...honest, concerns: { ...honest.concerns, tables: { category: { schools: schools.length, rows } } } };
};

const agrees = (rows: readonly Range[], counts: readonly number[]) =>
  rows.every(({ from, to }, at) => from <= (counts[at] ?? 0) && (counts[at] ?? 0) <= to);

/** What the trust's digest tells of the rows of two schools that their own digests do not. */
function attackTrust(combines: Combine, schools: readonly [readonly number[], readonly number[]]): string[] {
  const [first = [], second = []] = schools.map((counts) => {
    const table = digestOf('school', counts).concerns.tables.category;
    return table ? solveTable(table) : [];
  });
  const rows = combines(schools).concerns.tables.category?.rows ?? [];
  const together = first.flatMap((a) =>
    second
      .filter((b) =>
        agrees(
          rows,
          a.map((count, at) => count + (b[at] ?? 0)),
        ),
      )
      .map((b) => [...a, ...b]),
  );
  const alone: Possible[] = [...possibleOf(first), ...possibleOf(second)];
  const known = possibleOf(together);
  return alone.flatMap((values, at) => ((known[at]?.size ?? 0) < values.size ? [`value ${at} of ${schools}`] : []));
}

/** Tables of three rows that are shown. */
const shown = [...fillRows(3, 14), ...fillRows(3, 15)].filter(
  (counts) => digestOf('school', counts).concerns.tables.category,
);

describe('the digest of a trust', () => {
  it('adds up what its schools published, as far as that is known', () => {
    expect(
      combine([
        [20, 3, 9],
        [30, 12, 8],
        [2, 1, 0],
      ]).concerns,
    ).toEqual({
      total: { from: 83, to: 86 },
      tables: {
        category: {
          schools: 2,
          rows: [
            { key: 'row 0', from: 49, to: 52 },
            { key: 'row 1', from: 13, to: 16 },
            { key: 'row 2', from: 17, to: 17 },
          ],
        },
      },
    });
  });

  it('tells nothing that the schools’ own digests do not', () => {
    const broken = shown.flatMap((counts, at) => {
      const other = shown[(at * 7) % shown.length] ?? counts;
      return attackTrust(combine, [counts, other]);
    });
    expect(broken).toEqual([]);
  });

  it('would tell it if it added up what was counted', () => {
    expect(
      attackTrust(addCounts, [
        [20, 3, 9],
        [30, 12, 8],
      ]),
    ).not.toEqual([]);
    expect(
      attackTrust(addCounts, [
        [20, 3, 9],
        [30, 1, 8],
      ]),
    ).not.toEqual([]);
  });

  it('holds the true sums', () => {
    for (const counts of shown) {
      const rows = combine([counts, [20, 3, 9]]).concerns.tables.category?.rows ?? [];
      const truth = [20, 3, 9].map((count, at) => count + (counts[at] ?? 0));
      expect(agrees(rows, truth), counts.join()).toBe(true);
    }
  });

  it('is of one term', () => {
    const other = { ...digestOf('b', [9]), period: { key: '2026-27/2-spring', label: 'Spring', from: '', to: '' } };
    expect(() => combineSchools([digestOf('a', [9]), other])).toThrow('the same term');
    expect(() => combineSchools([])).toThrow(RangeError);
  });
});

describe('the trend', () => {
  it('shows an earlier term as its digest published it', () => {
    const { concerns, period } = digestOf('a', [20, 3, 9]);
    const categories = concerns.tables.category?.rows ?? [];
    expect(categories.map(({ figure }) => figure.kind)).toEqual(['withheld', 'fewer', 'count']);
    const line = { key: period.key, label: period.label, total: concerns.total };
    expect(trendTermOf(digestOf('a', [20, 3, 9]))).toEqual({ ...line, categories });
    expect(trendTermOf(digestOf('a', [2, 1]))).toEqual({ ...line, total: { kind: 'fewer' }, categories: [] });
  });
});

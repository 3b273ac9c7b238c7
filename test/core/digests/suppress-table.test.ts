import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedRow } from '../../../src/core/digests/count-cells.ts';
import type { DigestRow } from '../../../src/core/digests/digest-content.ts';
import { figureAlone, suppressTable } from '../../../src/core/digests/suppress-table.ts';
import { brokenRows, fillRows, groupByOutput, possibleOf, solveRows } from './attacker.ts';

type Suppress = (rows: readonly CountedRow[]) => DigestRow[] | null;

const rowsOf = (counts: readonly number[]): CountedRow[] => counts.map((count, at) => ({ key: `row ${at}`, count }));
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

/** Hides small counts and nothing else. */
const withoutComplement: Suppress = (rows) => rows.map(({ key, count }) => ({ key, figure: figureAlone(count) }));

/** Withholds the smallest (or largest) of the others beside a single small count, as many programs do. */
const withholdBySize =
  (direction: 1 | -1): Suppress =>
  (rows) => {
    const shown = withoutComplement(rows) ?? [];
    if (shown.filter(({ figure }) => figure.kind === 'fewer').length !== 1) return shown;
    const others = rows.filter(({ count }) => count >= 5).toSorted((a, b) => direction * (a.count - b.count));
    return shown.map((row) => (row.key === others[0]?.key ? { ...row, figure: { kind: 'withheld' } } : row));
  };

/** What is broken by subtraction alone, over many random tables. */
function attackBySubtraction(suppress: Suppress, counts: readonly number[], atLeast: number): string[] {
  const rows = suppress(rowsOf(counts));
  if (!rows) return [];
  return brokenRows(rows, possibleOf(solveRows(rows, sum(counts))), atLeast);
}

/** What is broken by one who runs every table of so many rows and such a total through the program and compares. */
function attackByTheRule(suppress: Suppress, width: number, total: number): string[] {
  const groups = groupByOutput(fillRows(width, total), (counts) => suppress(rowsOf(counts)));
  return [...groups].flatMap(([output, counts]) => {
    const rows: DigestRow[] | null = JSON.parse(output);
    return rows ? brokenRows(rows, possibleOf(counts), 3).map((broken) => `${output}: ${broken}`) : [];
  });
}

const everyTotal = (width: number, most: number, suppress: Suppress): string[] =>
  Array.from({ length: most - 4 }, (_, at) => attackByTheRule(suppress, width, at + 5)).flat();

const smallTables = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 14 })), {
    minLength: 1,
    maxLength: 5,
  })
  .filter((counts) => sum(counts) >= 5);

describe('a table with small counts', () => {
  it.each([
    ['nothing small: all is shown', [7, 0, 12], ['7', '0', '12']],
    ['one small: the first of the others is withheld, whatever its size', [20, 3, 9], ['…', '<5', '9']],
    ['several small that hide each other: the others are shown', [20, 3, 2, 3], ['20', '<5', '<5', '<5']],
    ['several small, all as small as can be', [20, 1, 1, 6], ['…', '<5', '<5', '6']],
    ['a withheld count of 5 beside a 1 would be known: the next is withheld, too', [5, 1, 9], ['…', '<5', '…']],
    ['nothing to hide behind: the table is not shown', [5, 1, 0], null],
    ['all small and as large as can be: the table is not shown', [4, 4], null],
  ])('%s', (_, counts, expected) => {
    const words = { fewer: '<5', withheld: '…' };
    const shown = suppressTable(rowsOf(counts))?.map(({ figure }) =>
      figure.kind === 'count' ? String(figure.value) : words[figure.kind],
    );
    expect(shown ?? null).toEqual(expected);
  });

  it('withholds no count that another figure of the digest is a bound of', () => {
    const [open, other, small] = rowsOf([20, 30, 2]);
    const rows = [{ ...open, boundElsewhere: true }, other, small] as CountedRow[];
    expect(suppressTable(rows)?.map(({ figure }) => figure.kind)).toEqual(['count', 'withheld', 'fewer']);
    expect(suppressTable(rows.filter((row) => row !== other))).toBeNull();
  });
});

describe('somebody who subtracts within a table', () => {
  it('finds each of 1, 2, 3 and 4 possible for every "<5", and several values for every withheld count', () => {
    fc.assert(
      fc.property(smallTables, (counts) => {
        expect(attackBySubtraction(suppressTable, counts, 3)).toEqual([]);
        const rows = suppressTable(rowsOf(counts)) ?? [];
        const possible = possibleOf(solveRows(rows, sum(counts)));
        rows.forEach(({ figure }, at) => {
          if (figure.kind === 'fewer') expect([...(possible[at] ?? [])].sort()).toEqual([1, 2, 3, 4]);
        });
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('breaks a table that hides small counts alone', () => {
    expect(attackBySubtraction(withoutComplement, [20, 3, 9], 3)).toEqual(['row 1 is one of 3']);
    expect(attackBySubtraction(withoutComplement, [20, 1, 1, 9], 3)).not.toEqual([]);
  });
});

describe('somebody who knows the rule and runs every table through it', () => {
  it('is left with three values or more for each hidden count', () => {
    expect(everyTotal(2, 30, suppressTable)).toEqual([]);
    expect(everyTotal(3, 26, suppressTable)).toEqual([]);
    expect(everyTotal(4, 20, suppressTable)).toEqual([]);
    expect(everyTotal(5, 12, suppressTable)).toEqual([]);
  });

  it('learns nothing determined of a table that is not shown', () => {
    const determined = [2, 3, 4].flatMap((width) =>
      Array.from({ length: 14 }, (_, at) => at + 5).flatMap((total) => {
        const groups = groupByOutput(fillRows(width, total), (counts) => suppressTable(rowsOf(counts)));
        return possibleOf(groups.get('null') ?? []).filter((values) => values.size < 3);
      }),
    );
    expect(determined).toEqual([]);
  });

  it('breaks a table that hides small counts alone, or withholds the smallest or the largest of the others', () => {
    expect(everyTotal(3, 12, withoutComplement)).not.toEqual([]);
    expect(everyTotal(3, 24, withholdBySize(1))).not.toEqual([]);
    expect(everyTotal(3, 24, withholdBySize(-1))).not.toEqual([]);
  });
});

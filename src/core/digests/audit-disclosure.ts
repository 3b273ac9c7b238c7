import type { DigestRow, Figure, Range } from './digest-content.ts';

/** Counts from 1 to 4 are shown as "<5". */
export const SMALLEST_SHOWN = 5;

/** What a figure says by itself. */
export function rangeOf(figure: Figure): Range {
  if (figure.kind === 'fewer') return { from: 1, to: SMALLEST_SHOWN - 1 };
  if (figure.kind === 'withheld') return { from: SMALLEST_SHOWN, to: Number.POSITIVE_INFINITY };
  return { from: figure.value, to: figure.value };
}

/**
 * What can be worked out of each row of a table whose total is known. These bounds are exact: given the sum, a row can be
 * anything from the total less the most to the total less the least of the others.
 */
export function boundRows(rows: readonly DigestRow[], total: number): Range[] {
  const ranges = rows.map((row) => rangeOf(row.figure));
  return ranges.map((range, at) => {
    const others = ranges.filter((_, other) => other !== at);
    const least = others.reduce((sum, other) => sum + other.from, 0);
    const most = others.reduce((sum, other) => sum + other.to, 0);
    return { from: Math.max(range.from, total - most), to: Math.min(range.to, total - least) };
  });
}

/**
 * Whether somebody who subtracts within the table learns no hidden count: every row shown as "<5" can still be each of 1, 2, 3
 * and 4, and every withheld row can be 9 or more. The first alone asks for 8; one more makes the tables that pass and those that
 * do not overlap, so that failing does not betray a count to somebody who knows this rule.
 */
export function hidesSmallCounts(rows: readonly DigestRow[], total: number): boolean {
  const bounds = boundRows(rows, total);
  return rows.every(({ figure }, at) => {
    const { from, to } = bounds[at] ?? rangeOf(figure);
    if (figure.kind === 'fewer') return from === 1 && to === SMALLEST_SHOWN - 1;
    return figure.kind === 'count' || to >= 2 * SMALLEST_SHOWN - 1;
  });
}

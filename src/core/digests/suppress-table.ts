import { hidesSmallCounts, SMALLEST_SHOWN } from './audit-disclosure.ts';
import type { CountedRow } from './count-cells.ts';
import type { DigestRow, Figure } from './digest-content.ts';

/**
 * Hides the small counts of a table whose total is published, or returns null where the table cannot be shown at all.
 * Counts from 1 to 4 become "<5"; while one of them could be narrowed by subtraction, the next count of 5 or more is withheld.
 *
 * The next one is the next in the table's fixed order, whatever its size. Taking the smallest or the largest would betray
 * it: a withheld count known to be no larger than its neighbour says something about the "<5" beside it.
 *
 * Promised: from the figures alone every "<5" can be each of 1 to 4. For somebody who also knows this rule and asks why a
 * second count was withheld, at least 1, 2 and 3 remain possible, and at least three values of a withheld count.
 */
export function suppressTable(rows: readonly CountedRow[]): DigestRow[] | null {
  const total = sumCounts(rows);
  const mayWithhold = rows.filter((row) => row.count >= SMALLEST_SHOWN && !row.boundElsewhere);
  for (let howMany = 0; howMany <= mayWithhold.length; howMany += 1) {
    const withheld = mayWithhold.slice(0, howMany);
    const shown = rows.map((row) => ({ key: row.key, figure: figureOf(row, withheld) }));
    if (hidesSmallCounts(shown, total)) return shown;
  }
  return null;
}

/** A number published by itself, such as a total: exact, or "<5". */
export function figureAlone(count: number): Figure {
  return 0 < count && count < SMALLEST_SHOWN ? { kind: 'fewer' } : { kind: 'count', value: count };
}

/** What the rows of a counted table add up to. */
export function sumCounts(rows: readonly CountedRow[]): number {
  return rows.reduce((sum, row) => sum + row.count, 0);
}

function figureOf(row: CountedRow, withheld: readonly CountedRow[]): Figure {
  return withheld.includes(row) ? { kind: 'withheld' } : figureAlone(row.count);
}

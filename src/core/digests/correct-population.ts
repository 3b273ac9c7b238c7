import { SMALLEST_SHOWN } from './audit-disclosure.ts';
import type { DigestTable, Figure, Population, TableName } from './digest-content.ts';
import { type CountedPopulation, isTypeTable, publishPopulation, tablesOf } from './publish-population.ts';

/** A corrected set of figures, and whether they stay as they were because the total changed by fewer than 5. */
export interface CorrectedPopulation {
  population: Population;
  totalKept: boolean;
}

/**
 * The figures of a corrected version, so that nobody can work out a change of 1 to 4 by comparing it with any version
 * published before (`earlier`, oldest first; `version` is one more than the last of them). Throws `RangeError` without an
 * earlier one, or where a table of theirs is of this version or a later one. The rule: a figure either changes by 5 or more, or not at all.
 *
 * - Where the total would change by 1 to 4, up or down, or from 5 to 8 down to "<5", everything stays as published.
 * - Else the total is the new one, and each table is the new one only if the same rows as before are shown, "<5" and
 *   withheld, and every shown row and the hidden rows together changed by 0, or by 5 or more; otherwise the table stays as
 *   published, with its old total and `asOfVersion`. A table that was not shown is not shown now, and one that was left as
 *   published stays so in later versions: why it was left could else be told from how it goes on.
 *
 * A row that goes from shown to "<5" or back is never compared for this reason: the shown end would narrow the other.
 */
export function correctPopulation(
  earlier: readonly Population[],
  counted: CountedPopulation,
  version: number,
): CorrectedPopulation {
  const latest = earlier.at(-1);
  if (!latest) throw new RangeError('A first version has nothing to correct: use publishPopulation.');
  if (earlier.some(({ tables }) => tablesOf(tables).some(([, { asOfVersion }]) => asOfVersion >= version)))
    throw new RangeError('The version of a correction is one more than the last that was published.');
  const renewed = publishPopulation(counted, version);
  if (earlier.some(({ total }) => isSmallChange(total, renewed.total))) return { population: latest, totalKept: true };
  const before = earlier.findLast((population) => mayHaveTables(population));
  if (!before || !mayHaveTables(renewed)) return { population: renewed, totalKept: false };

  const mayRenew = (name: TableName) => {
    const table = renewed.tables[name];
    const wasKept = before.tables[name]?.asOfVersion !== version - 1;
    return table !== undefined && !wasKept && earlier.every(({ tables }) => isSafeChange(tables[name], table));
  };
  const categoriesRenewed = mayRenew('category');
  const tables = tablesOf(before.tables).map(([name, table]) => {
    const renews = mayRenew(name) && (categoriesRenewed || !isTypeTable(name));
    return [name, renews ? renewed.tables[name] : table];
  });
  return { population: { total: renewed.total, tables: Object.fromEntries(tables) }, totalKept: false };
}

function mayHaveTables({ total }: Population): boolean {
  return total.kind === 'count' && total.value >= SMALLEST_SHOWN;
}

function isSafeChange(before: DigestTable | undefined, after: DigestTable): boolean {
  if (!before) return true;
  if (before.rows.length !== after.rows.length) return false;
  const rowsAreSafe = before.rows.every(({ key, figure }, at) => {
    const now = after.rows[at];
    return now?.key === key && now.figure.kind === figure.kind && !isSmallChange(figure, now.figure);
  });
  return rowsAreSafe && !isSmall(hiddenTogether(after) - hiddenTogether(before));
}

/** What the rows that are not shown add up to: anybody can subtract that. */
function hiddenTogether({ total, rows }: DigestTable): number {
  return rows.reduce((rest, { figure }) => rest - (figure.kind === 'count' ? figure.value : 0), total);
}

/**
 * Whether two published figures tell a change of 1 to 4. From 5 to 8 down to "<5" counts as one too: if it did not, a total of
 * 6 that is kept after concerns were taken away could only be 5 now.
 */
function isSmallChange(before: Figure, after: Figure): boolean {
  if (before.kind !== 'count') return false;
  if (after.kind === 'count') return isSmall(after.value - before.value);
  return before.value >= SMALLEST_SHOWN && isSmall(before.value - (SMALLEST_SHOWN - 1));
}

function isSmall(change: number): boolean {
  return change !== 0 && Math.abs(change) < SMALLEST_SHOWN;
}

import { SMALLEST_SHOWN } from './audit-disclosure.ts';
import type { CountedRow } from './count-cells.ts';
import type { DigestTable, Population, TableName } from './digest-content.ts';
import { figureAlone, sumCounts, suppressTable } from './suppress-table.ts';

/** The counts of one set of things before anything is hidden. Never stored, logged or sent. */
export interface CountedPopulation {
  total: number;
  tables: Partial<Record<TableName, CountedRow[]>>;
}

const TYPE_TABLE = 'type-in-';

/**
 * The figures of one set of things counted, safe to publish together. Under 5 in all there is no table.
 *
 * Tables that share nothing but their total, which is published, say nothing of each other: any way to fill one goes with
 * any way to fill another. So each is made safe by itself. The types of a category are shown only where the category's own
 * count is: then that count is a published total like any other, and a hidden category has no types to add up.
 *
 * Throws `RangeError` where a table does not add up to the total (or the types of a category to the category), and where
 * there are both year groups and key stages, since one table is nested in the other.
 */
export function publishPopulation(counted: CountedPopulation, version: number): Population {
  checkCounts(counted);
  const total = figureAlone(counted.total);
  if (counted.total < SMALLEST_SHOWN) return { total, tables: {} };
  const tables = Object.fromEntries(
    tablesOf(counted.tables).flatMap(([name, rows]) => {
      const table = publishTable(rows, version);
      return table ? [[name, table]] : [];
    }),
  ) as Population['tables'];
  const shown = tablesOf(tables).filter(([name]) => !isTypeTable(name) || showsCategory(tables.category, name));
  return { total, tables: Object.fromEntries(shown) };
}

/** Whether a table holds the types of one category. */
export function isTypeTable(name: TableName): boolean {
  return name.startsWith(TYPE_TABLE);
}

/** The tables of a population with their names. */
export function tablesOf<Content>(tables: Partial<Record<TableName, Content>>): [TableName, Content][] {
  return Object.entries(tables) as [TableName, Content][];
}

function publishTable(rows: readonly CountedRow[], version: number): DigestTable | null {
  const total = sumCounts(rows);
  const shown = total < SMALLEST_SHOWN ? null : suppressTable(rows);
  return shown && { asOfVersion: version, total, rows: shown };
}

function showsCategory(categories: DigestTable | undefined, name: TableName): boolean {
  return categories?.rows.find((row) => row.key === categoryOf(name))?.figure.kind === 'count';
}

function categoryOf(name: TableName): string {
  return name.slice(TYPE_TABLE.length);
}

function checkCounts({ total, tables }: CountedPopulation): void {
  if (tables['year-group'] && tables['key-stage'])
    throw new RangeError('Count year groups or key stages, not both: together they would tell small numbers.');
  for (const [name, rows] of tablesOf(tables)) {
    const category = tables.category?.find((row) => row.key === categoryOf(name));
    const expected = isTypeTable(name) ? category?.count : total;
    if (sumCounts(rows) !== expected)
      throw new RangeError(`The table "${name}" does not add up: ${sumCounts(rows)} instead of ${expected}.`);
  }
}

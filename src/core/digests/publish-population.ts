import { SMALLEST_SHOWN } from './audit-disclosure.ts';
import type { CountedRow } from './count-cells.ts';
import type { DigestTable, Population } from './digest-content.ts';
import { figureAlone, sumCounts, suppressTable } from './suppress-table.ts';

/** The counts of one set of things before anything is hidden. Never stored, logged or sent. */
export interface CountedPopulation<Table extends string> {
  total: number;
  tables: Partial<Record<Table, CountedRow[]>>;
}

const TYPE_TABLE = 'type-in-';

/**
 * The figures of one set of things counted, safe to publish together. Under 5 in all there is no table.
 *
 * Tables that share nothing but their total, which is published, say nothing of each other: any way to fill one goes with any way to fill
 * another. So each is made safe by itself. The types of a category are shown only where the category's own count is: then
 * that count is a published total like any other, and a hidden category has no types that could be added up.
 *
 * Throws `RangeError` where a table does not add up to the total (or a table of types to its category), and where the same
 * pupils are counted by year group and by key stage, of which one is nested in the other.
 */
export function publishPopulation<Table extends string>(
  counted: CountedPopulation<Table>,
  version: number,
): Population<Table> {
  checkCounts(counted);
  const published: Population<Table> = { total: figureAlone(counted.total), tables: {} };
  if (counted.total < SMALLEST_SHOWN) return published;
  for (const [name, rows] of tablesOf(counted.tables)) {
    const table = publishTable(rows, version);
    if (table && !isTypeTable(name)) published.tables[name] = table;
  }
  for (const [name, rows] of tablesOf(counted.tables)) {
    const table = publishTable(rows, version);
    if (table && isTypeTable(name) && showsCategory(published, name)) published.tables[name] = table;
  }
  return published;
}

/** Whether a table holds the types of one category. */
export function isTypeTable(name: string): boolean {
  return name.startsWith(TYPE_TABLE);
}

/** The tables of a population by name, in the order they were put in. */
export function tablesOf<Table extends string, Content>(tables: Partial<Record<Table, Content>>): [Table, Content][] {
  return Object.entries(tables) as [Table, Content][];
}

function publishTable(rows: readonly CountedRow[], version: number): DigestTable | null {
  const total = sumCounts(rows);
  const shown = total < SMALLEST_SHOWN ? null : suppressTable(rows);
  return shown && { asOfVersion: version, total, rows: shown };
}

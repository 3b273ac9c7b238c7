import { boundRows } from './audit-disclosure.ts';
import type { DigestTable } from './digest-content.ts';

/**
 * The key of the row in which the middle thing counted lies, of a table whose rows stand in order of size (the lower of the
 * two middle ones of an even number). It is read from the published rows alone, so that it says no more than they do: null
 * where they leave it open, or there is no table.
 */
export function findMedianBand(table: DigestTable | undefined): string | null {
  if (!table) return null;
  const bounds = boundRows(table.rows, table.total);
  const middle = Math.ceil(table.total / 2);
  const add = (side: 'from' | 'to', from: number, to?: number) =>
    bounds.slice(from, to).reduce((sum, bound) => sum + bound[side], 0);
  const band = table.rows.find((_, at) => {
    const leastUpToHere = Math.max(add('from', 0, at + 1), table.total - add('to', at + 1));
    const mostBefore = Math.min(add('to', 0, at), table.total - add('from', at));
    return leastUpToHere >= middle && mostBefore < middle;
  });
  return band?.key ?? null;
}

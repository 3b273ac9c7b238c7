import type { DigestRow, DigestTable, Figure } from '../../../src/core/digests/digest-content.ts';

/**
 * Somebody who has everything that was published and much time. He is written from what governors are told ("<5" is 1 to 4,
 * withheld is 5 or more, rows add up) and counts through all solutions; he shares no line with the rules he attacks.
 */

/** What a row or a difference can still be. */
export type Possible = Set<number>;

/** All rows of whole numbers from 0 that add up to a total. */
export function* fillRows(rows: number, total: number): Generator<number[]> {
  if (rows === 0) {
    if (total === 0) yield [];
    return;
  }
  if (rows === 1) {
    yield [total];
    return;
  }
  for (let first = 0; first <= total; first += 1)
    for (const rest of fillRows(rows - 1, total - first)) yield [first, ...rest];
}

/** Whether a count may stand behind a figure. */
export function mayBe(figure: Figure, count: number): boolean {
  if (figure.kind === 'count') return count === figure.value;
  return figure.kind === 'fewer' ? 1 <= count && count <= 4 : count >= 5;
}

/** Every way to fill a table of which the rows' figures and the total are known. */
export function solveRows(rows: readonly DigestRow[], total: number): number[][] {
  const [first, ...rest] = rows;
  if (!first) return total === 0 ? [[]] : [];
  const solutions: number[][] = [];
  for (let count = 0; count <= total; count += 1) {
    if (!mayBe(first.figure, count)) continue;
    for (const others of solveRows(rest, total - count)) solutions.push([count, ...others]);
  }
  return solutions;
}

/** Every way to fill a published table. */
export function solveTable(table: DigestTable): number[][] {
  return solveRows(table.rows, table.total);
}

/** What each row can be over all solutions. */
export function possibleOf(solutions: readonly number[][]): Possible[] {
  const width = solutions[0]?.length ?? 0;
  return Array.from({ length: width }, (_, at) => new Set(solutions.map((solution) => solution[at] ?? Number.NaN)));
}

/**
 * What somebody who knows the program can tell: he feeds it every input and keeps those that give what he has read. Returns
 * the inputs by what is published of them.
 */
export function groupByOutput<Input>(
  inputs: Iterable<Input>,
  publish: (input: Input) => unknown,
): Map<string, Input[]> {
  const groups = new Map<string, Input[]>();
  for (const input of inputs) {
    const output = JSON.stringify(publish(input));
    const group = groups.get(output);
    if (group) group.push(input);
    else groups.set(output, [input]);
  }
  return groups;
}

/** The rows shown as "<5" that are narrowed to fewer than so many of 1 to 4, and withheld rows to fewer than so many values. */
export function brokenRows(rows: readonly DigestRow[], possible: readonly Possible[], atLeast: number): string[] {
  return rows.flatMap(({ key, figure }, at) => {
    const values = possible[at] ?? new Set();
    const hidden = figure.kind !== 'count';
    return hidden && values.size < atLeast ? [`${key} is one of ${[...values].sort((a, b) => a - b)}`] : [];
  });
}

/** Whether a change can be told to be a small one: fewer than three are possible, and one of them is 1 to 4, up or down. */
export function tellsSmallChange(changes: Possible): boolean {
  return changes.size < 3 && [...changes].some((change) => change !== 0 && Math.abs(change) < 5);
}

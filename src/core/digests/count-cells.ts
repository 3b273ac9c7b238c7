/** One line of a table as counted, before anything is hidden. Never stored, logged or sent. */
export interface CountedRow {
  key: string;
  count: number;
  /**
   * True where another figure of the digest is a bound of this count, so that it hides nothing when it is withheld: "still open"
   * is at least "not yet acknowledged", "referred" is at most the number of referrals.
   */
  boundElsewhere?: boolean;
}

/**
 * Puts counts into the fixed order of a table's keys; what nobody counted is 0. The order must come from the taxonomy or the
 * calendar, never from the counts. Throws `RangeError` on a key the table does not have, so that no concern is lost.
 */
export function countCells(
  keys: readonly string[],
  counts: ReadonlyMap<string, number>,
  boundElsewhere: readonly string[] = [],
): CountedRow[] {
  const unknown = [...counts.keys()].find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new RangeError(`The table has no row "${unknown}": add it to the table's keys.`);
  return keys.map((key) => ({ key, count: counts.get(key) ?? 0, boundElsewhere: boundElsewhere.includes(key) }));
}

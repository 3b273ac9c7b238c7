import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctPopulation } from '../../../src/core/digests/correct-population.ts';
import type { DigestTable, Population } from '../../../src/core/digests/digest-content.ts';
import { type CountedPopulation, publishPopulation } from '../../../src/core/digests/publish-population.ts';
import { brokenRows, fillRows, groupByOutput, mayBe, type Possible, solveTable, tellsSmallChange } from './attacker.ts';

type Counts = readonly number[];
type Correct = (earlier: readonly Population[], counted: CountedPopulation, version: number) => Population;
/** What the attacker takes for granted of the change from one version to a later one. */
type Assumption = (before: Counts, after: Counts) => boolean;

const correct: Correct = (earlier, counted, version) => correctPopulation(earlier, counted, version).population;
/** Publishes what is counted now as if nothing had been published before. */
const publishAnew: Correct = (_, counted, version) => publishPopulation(counted, version);
/** Looks at the latest version alone. */
const compareWithLatest: Correct = (earlier, counted, version) => correct(earlier.slice(-1), counted, version);
/** Renews a table in a later version that an earlier correction left as published. */
const renewAgain: Correct = (earlier, counted, version) => {
  const asLatest = ({ total, tables }: Population): Population => {
    const renewed = Object.entries(tables).map(([name, table]) => [name, { ...table, asOfVersion: version - 1 }]);
    return { total, tables: Object.fromEntries(renewed) };
  };
  return correct(earlier.map(asLatest), counted, version);
};

const sum = (counts: Counts) => counts.reduce((all, count) => all + count, 0);
const countOf = (counts: Counts): CountedPopulation => ({
  total: sum(counts),
  tables: { outcome: counts.map((count, at) => ({ key: `row ${at}`, count })) },
});
const publish = (counts: Counts) => publishPopulation(countOf(counts), 1);

const anything: Assumption = () => true;
const onlyAdded: Assumption = (before, after) => after.every((count, at) => count >= (before[at] ?? 0));
const onlyRemoved: Assumption = (before, after) => onlyAdded(after, before);

const tableRows = (population: Population) => population.tables.outcome?.rows ?? [];

/** What is possible of the rows of both versions and of the changes between them, the total last. */
interface Known {
  before: Possible[];
  after: Possible[];
  changes: Possible[];
}

/** Puts together all pairs that give what was published and that the attacker takes to be possible; null where there are none. */
function comparePairs(before: readonly Counts[], after: readonly Counts[], assumes: Assumption): Known | null {
  const sets = () => Array.from({ length: (before[0]?.length ?? 0) + 1 }, () => new Set<number>());
  const known: Known = { before: sets(), after: sets(), changes: sets() };
  for (const old of before)
    for (const now of after) {
      if (!assumes(old, now)) continue;
      const totals = { old: sum(old), now: sum(now) };
      known.changes.forEach((change, at) => {
        const was = old[at] ?? totals.old;
        const is = now[at] ?? totals.now;
        known.before[at]?.add(was);
        known.after[at]?.add(is);
        change.add(is - was);
      });
    }
  return known.changes.every((change) => change.size > 0) ? known : null;
}

/**
 * One who has two versions, knows the rule and runs every pair of inputs through it. Returns the small counts he narrows to
 * fewer than three values, in either version, and the changes he can tell to be small. `most` is the highest total of the first
 * version; the second goes further by more than a total can be off that is kept.
 */
function attackVersions(corrects: Correct, width: number, most: number, all: readonly Assumption[]): string[] {
  const inputs = Array.from({ length: most + 8 }, (_, total) => [...fillRows(width, total)]).flat();
  const first = groupByOutput(
    inputs.filter((counts) => sum(counts) <= most),
    publish,
  );
  return [...first].flatMap(([output, before]) => {
    const earlier: Population = JSON.parse(output);
    const second = groupByOutput(inputs, (counts) => corrects([earlier], countOf(counts), 2));
    return [...second].flatMap(([corrected, after]) =>
      all.flatMap((assumes) => {
        const known = comparePairs(before, after, assumes);
        const now: Population = JSON.parse(corrected);
        return known ? brokenBy(known, earlier, now).map((broken) => `${output} then ${corrected}: ${broken}`) : [];
      }),
    );
  });
}

function brokenBy(known: Known, earlier: Population, now: Population): string[] {
  const renewed = now.tables.outcome?.asOfVersion === 2;
  return [
    ...brokenRows(tableRows(earlier), known.before, 3),
    ...(renewed ? brokenRows(tableRows(now), known.after, 3) : []),
    ...known.changes.flatMap((change, at) => (tellsSmallChange(change) ? [`row ${at} changed by ${[...change]}`] : [])),
  ];
}

/**
 * The same for three versions, of a table of two rows to which concerns were only added: 0 and 5 at first, then up to 18 in
 * all, then up to 23, which is further than a total can be off that is kept.
 */
function attackThreeVersions(corrects: Correct): string[] {
  const upTo = (total: number) => Array.from({ length: total + 1 }, (_, at) => [...fillRows(2, at)]).flat();
  const first = [0, 5];
  const one = publish(first);
  const broken: string[] = [];
  for (const [corrected, second] of groupByOutput(upTo(18), (counts) => corrects([one], countOf(counts), 2))) {
    const earlier: Population[] = [one, JSON.parse(corrected)];
    for (const [last, third] of groupByOutput(upTo(23), (counts) => corrects(earlier, countOf(counts), 3)))
      broken.push(...changesThrough([first], second, third).map((change) => `${corrected}, ${last}: ${[...change]}`));
  }
  return broken;
}

/** The small changes told by what may have stood behind each of three versions. */
function changesThrough(first: readonly Counts[], second: readonly Counts[], third: readonly Counts[]): Possible[] {
  const between = second.filter(
    (now) => first.some((old) => onlyAdded(old, now)) && third.some((later) => onlyAdded(now, later)),
  );
  const through: Assumption = (old, later) => between.some((now) => onlyAdded(old, now) && onlyAdded(now, later));
  const known = [
    comparePairs(first, between, onlyAdded),
    comparePairs(between, third, onlyAdded),
    comparePairs(first, third, through),
  ];
  return known.flatMap((pair) => pair?.changes.filter(tellsSmallChange) ?? []);
}

/** The small changes that can be told from any two of some versions, by the figures alone. */
function attackFigures(versions: readonly Population[], assumes: Assumption): string[] {
  return versions.flatMap((before, at) =>
    versions.slice(at + 1).flatMap((after) => {
      const totals = new Set(totalsOf(after).flatMap((now) => totalsOf(before).map((old) => now - old)));
      const rows = changesOfTable(before.tables.outcome, after.tables.outcome, assumes);
      return [...rows, totals].flatMap((change, row) => (tellsSmallChange(change) ? [`${row}: ${[...change]}`] : []));
    }),
  );
}

function changesOfTable(
  before: DigestTable | undefined,
  after: DigestTable | undefined,
  assumes: Assumption,
): Possible[] {
  if (!before || !after || before.asOfVersion === after.asOfVersion) return [];
  return comparePairs(solveTable(before), solveTable(after), assumes)?.changes ?? [];
}

function totalsOf({ total }: Population): number[] {
  return Array.from({ length: 100 }, (_, count) => count).filter((count) => mayBe(total, count));
}

/** Publishes a first version and corrects it as often as there are more counts. */
function publishVersions(corrects: Correct, counts: readonly Counts[]): Population[] {
  const versions: Population[] = [];
  for (const now of counts)
    versions.push(versions.length === 0 ? publish(now) : corrects(versions, countOf(now), versions.length + 1));
  return versions;
}

describe('a corrected version', () => {
  const first = [20, 3, 9, 12];

  it('takes no version that is not after all that were published', () => {
    expect(() => correct([], countOf(first), 1)).toThrow(RangeError);
    expect(() => correct([publish(first)], countOf([40, 3, 9, 12]), 1)).toThrow(RangeError);
  });

  it('shows everything as published where the total changes by fewer than 5, up or down', () => {
    for (const now of [
      [22, 3, 9, 12],
      [20, 3, 7, 12],
    ]) {
      const corrected = correctPopulation([publish(first)], countOf(now), 2);
      expect(corrected).toEqual({ population: publish(first), totalKept: true });
    }
  });

  it('shows the new total, and the new table where each shown row and the hidden ones together changed by 5 or more', () => {
    const { population, totalKept } = correctPopulation([publish(first)], countOf([27, 4, 9, 20]), 2);
    expect(totalKept).toBe(false);
    expect(population).toEqual(publishPopulation(countOf([27, 4, 9, 20]), 2));
    expect(population.tables.outcome?.asOfVersion).toBe(2);
  });

  it.each([
    ['a shown row changes by fewer than 5', [27, 3, 11, 12]],
    ['the hidden rows together do', [22, 3, 9, 18]],
    ['a small row is small no more', [20, 8, 9, 12]],
    ['a shown row becomes small', [34, 3, 4, 12]],
    ['another row has to be withheld', [0, 3, 29, 20]],
  ])('keeps the table as first published, under the new total, where %s', (_, now) => {
    const { population } = correctPopulation([publish(first)], countOf(now), 2);
    expect(population.total).toEqual({ kind: 'count', value: sum(now) });
    expect(population.tables).toEqual(publish(first).tables);
    expect(population.tables.outcome?.asOfVersion).toBe(1);
  });

  it('is compared with every version before it', () => {
    const versions = publishVersions(correct, [
      [10, 30],
      [16, 30],
      [9, 30],
    ]);
    expect(versions.map(({ total }) => total.kind === 'count' && total.value)).toEqual([40, 46, 46]);
  });

  it('leaves a table as it is that an earlier correction left as published', () => {
    const versions = publishVersions(correct, [first, [27, 3, 11, 12], [36, 3, 19, 17]]);
    expect(versions.map(({ tables }) => tables.outcome?.asOfVersion)).toEqual([1, 1, 1]);
    expect(versions.map(({ total }) => total.kind === 'count' && total.value)).toEqual([44, 53, 75]);
  });

  it('shows no table for the first time, unless there were too few concerns for any', () => {
    expect(publish([5, 1, 0]).tables).toEqual({});
    expect(correct([publish([5, 1, 0])], countOf([25, 1, 0]), 2).tables).toEqual({});
    expect(correct([publish([2, 1, 0])], countOf([25, 1, 0]), 2)).toEqual(publishPopulation(countOf([25, 1, 0]), 2));
    expect(correct([publish([25, 1, 0])], countOf([0, 1, 0]), 2)).toEqual({ total: { kind: 'fewer' }, tables: {} });
  });

  it('renews the types of a category only together with the categories', () => {
    const counted = (content: number, contact: number, hate: number): CountedPopulation => ({
      total: content + contact,
      tables: {
        category: [
          { key: 'content', count: content },
          { key: 'contact', count: contact },
        ],
        'type-in-content': [
          { key: 'hate', count: hate },
          { key: 'scam', count: content - hate },
        ],
      },
    });
    const before = publishPopulation(counted(20, 10, 12), 1);
    expect(correct([before], counted(25, 12, 17), 2).tables).toEqual(before.tables);
    const after = correct([before], counted(26, 10, 15), 2).tables;
    expect([after.category?.asOfVersion, after['type-in-content']?.asOfVersion]).toEqual([2, 1]);
  });

  it('needs a version to correct', () => {
    expect(() => correctPopulation([], countOf(first), 1)).toThrow('publishPopulation');
  });
});

describe('somebody who compares two versions of a term, knows the rule and runs every input through it', () => {
  it('tells no small count and no small change, even knowing that concerns were only added, or only taken away', () => {
    const assumptions = [anything, onlyAdded, onlyRemoved];
    expect(attackVersions(correct, 2, 16, assumptions)).toEqual([]);
    expect(attackVersions(correct, 3, 9, assumptions)).toEqual([]);
  });

  it('tells it where the corrected figures are published anew', () => {
    expect(attackVersions(publishAnew, 2, 9, [anything])).not.toEqual([]);
    expect(attackVersions(publishAnew, 3, 6, [onlyAdded])).not.toEqual([]);
  });
});

describe('somebody who compares three versions of a term', () => {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 5, max: 16 })), {
    minLength: 3,
    maxLength: 3,
  });
  const versions = fc.array(counts, { minLength: 3, maxLength: 3 });

  it('tells no small change by the figures, between any two', () => {
    fc.assert(
      fc.property(versions, (all) => {
        for (const assumes of [anything, onlyAdded])
          expect(attackFigures(publishVersions(correct, all), assumes)).toEqual([]);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('tells none either by the rule, though he asks why a table was left as it was', () => {
    expect(attackThreeVersions(correct)).toEqual([]);
    expect(attackThreeVersions(renewAgain)).not.toEqual([]);
  });

  it('tells it where a version is only compared with the latest', () => {
    const there = publishVersions(compareWithLatest, [
      [10, 20, 0],
      [16, 20, 0],
      [11, 20, 0],
    ]);
    expect(attackFigures(there, anything)).toContain('0: 1');
  });
});

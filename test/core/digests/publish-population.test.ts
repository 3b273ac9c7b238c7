import { describe, expect, it } from 'vitest';
import { type CountedRow, countCells } from '../../../src/core/digests/count-cells.ts';
import type { DigestTable, Population, TableName } from '../../../src/core/digests/digest-content.ts';
import { findMedianBand } from '../../../src/core/digests/median-band.ts';
import { type CountedPopulation, publishPopulation } from '../../../src/core/digests/publish-population.ts';
import { suppressTable } from '../../../src/core/digests/suppress-table.ts';
import { brokenRows, fillRows, groupByOutput, possibleOf, solveTable } from './attacker.ts';

type Publish = (counted: CountedPopulation) => Population;

const publish: Publish = (counted) => publishPopulation(counted, 1);
const rows = (counts: Record<string, number>): CountedRow[] =>
  Object.entries(counts).map(([key, count]) => ({ key, count }));
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

/** A small school: two categories, the first of `inFirst` types, the others of the second. */
function countTypes(cells: readonly number[], inFirst: number): CountedPopulation {
  const name = (counts: readonly number[]) => Object.fromEntries(counts.map((count, at) => [`type ${at}`, count]));
  const [content, conduct] = [cells.slice(0, inFirst), cells.slice(inFirst)];
  return {
    total: sum(cells),
    tables: {
      category: rows({ content: sum(content), conduct: sum(conduct) }),
      'type-in-content': rows(name(content)),
      'type-in-conduct': rows(name(conduct)),
    },
  };
}

/** The counts behind one table, of the cells of an input. */
type Margin = (cells: readonly number[]) => number[];

/** What one who runs every input through the program can narrow to fewer than three values, in any of the tables. */
function attackTogether(
  inputs: number[][],
  make: (cells: readonly number[]) => CountedPopulation,
  publishes: Publish,
  margins: Partial<Record<TableName, Margin>>,
): string[] {
  return [...groupByOutput(inputs, (cells) => publishes(make(cells)))].flatMap(([output, cells]) => {
    const { tables }: Population = JSON.parse(output);
    return (Object.entries(margins) as [TableName, Margin][]).flatMap(([name, margin]) =>
      brokenRows(tables[name]?.rows ?? [], possibleOf(cells.map(margin)), 3).map((broken) => `${output}: ${broken}`),
    );
  });
}

const inputs = (width: number, most: number): number[][] =>
  Array.from({ length: most + 1 }, (_, total) => [...fillRows(width, total)]).flat();

describe('categories and the types within them', () => {
  const margins = (inFirst: number): Partial<Record<TableName, Margin>> => ({
    category: (cells) => [sum(cells.slice(0, inFirst)), sum(cells.slice(inFirst))],
    'type-in-content': (cells) => cells.slice(0, inFirst),
    'type-in-conduct': (cells) => cells.slice(inFirst),
  });
  const attack = (publishes: Publish, width: number, most: number) =>
    attackTogether(inputs(width, most), (cells) => countTypes(cells, 2), publishes, margins(2));

  /** Makes each table safe by itself and forgets that the types of a category add up to it. */
  const eachByItself: Publish = (counted) => {
    const shown = Object.entries(counted.tables).flatMap(([name, counts]) => {
      const safe = suppressTable(counts);
      return safe ? [[name, { asOfVersion: 1, total: 0, rows: safe }]] : [];
    });
    return { total: { kind: 'count', value: counted.total }, tables: Object.fromEntries(shown) };
  };

  it('leave three values or more for every hidden count, though both are read together', () => {
    expect(attack(publish, 4, 14)).toEqual([]);
    expect(attack(publish, 5, 10)).toEqual([]);
  });

  it('are broken where each table is only made safe by itself', () => {
    expect(attack(eachByItself, 4, 12)).not.toEqual([]);
  });

  it('show the types of a category whose count is shown, and of no other', () => {
    const counted: CountedPopulation = {
      total: 40,
      tables: {
        category: rows({ content: 12, contact: 3, conduct: 25, commerce: 0 }),
        'type-in-content': rows({ pornography: 12, hate: 0 }),
        'type-in-contact': rows({ grooming: 3 }),
        'type-in-conduct': rows({ cyberbullying: 14, nudes: 11 }),
        'type-in-commerce': rows({ scam: 0 }),
      },
    };
    const { tables } = publish(counted);
    expect(tables.category?.rows.map(({ figure }) => figure.kind)).toEqual(['withheld', 'fewer', 'count', 'count']);
    expect(Object.keys(tables)).toEqual(['category', 'type-in-conduct']);
  });
});

describe('several tables over the same concerns', () => {
  /** Every concern has one of two places and one of three outcomes. */
  const margins: Partial<Record<TableName, Margin>> = {
    place: ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]) => [a + b + c, d + e + f],
    outcome: ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]) => [a + d, b + e, c + f],
  };
  const make = (cells: readonly number[]): CountedPopulation => ({
    total: sum(cells),
    tables: Object.fromEntries(
      Object.entries(margins).map(([name, margin]) => [
        name,
        margin([...cells]).map((count, at) => ({ key: `${at}`, count })),
      ]),
    ),
  });
  const attack = (publishes: Publish) => attackTogether(inputs(6, 10), make, publishes, margins);

  it('tell no more together than each alone', () => {
    expect(attack(publish)).toEqual([]);
  });

  it('are broken where one leaves its total out instead of hiding a second count, since the others tell it', () => {
    const withoutTotal: Publish = (counted) => {
      const { total, tables } = publish(counted);
      const place = counted.tables.place?.map(({ key, count }) => ({
        key,
        figure: count > 0 && count < 5 ? ({ kind: 'fewer' } as const) : ({ kind: 'count', value: count } as const),
      }));
      return { total, tables: { ...tables, place: { asOfVersion: 1, total: 0, rows: place ?? [] } } };
    };
    expect(attack(withoutTotal)).not.toEqual([]);
  });
});

describe('what is published of a term', () => {
  it('under 5 concerns is "<5" and no table', () => {
    const counted = (total: number) => ({ total, tables: { place: rows({ school: total }) } });
    expect(publish(counted(4))).toEqual({ total: { kind: 'fewer' }, tables: {} });
    expect(publish(counted(0))).toEqual({ total: { kind: 'count', value: 0 }, tables: {} });
    expect(publish(counted(5)).tables.place?.total).toBe(5);
  });

  it('adds up, or is refused', () => {
    const place = rows({ school: 7 });
    expect(() => publish({ total: 8, tables: { place } })).toThrow('does not add up: 7 instead of 8');
    const types = { category: rows({ content: 7 }), 'type-in-content': rows({ hate: 6 }) };
    expect(() => publish({ total: 7, tables: types })).toThrow('"type-in-content" does not add up');
    expect(() => countCells(['school'], new Map([['home', 1]]))).toThrow('no row "home"');
  });

  it('has year groups or key stages, of which one is nested in the other', () => {
    const tables = { 'year-group': rows({ 7: 6, 8: 6 }), 'key-stage': rows({ ks3: 12 }) };
    expect(() => publish({ total: 12, tables })).toThrow(RangeError);
  });

  it('keeps the fixed order of a table, whatever was counted', () => {
    const counted = countCells(
      ['a', 'b', 'c'],
      new Map([
        ['c', 9],
        ['a', 1],
      ]),
      ['c'],
    );
    expect(counted).toEqual([
      { key: 'a', count: 1, boundElsewhere: false },
      { key: 'b', count: 0, boundElsewhere: false },
      { key: 'c', count: 9, boundElsewhere: true },
    ]);
  });
});

describe('the middle of the times to acknowledge', () => {
  const tableOf = (counts: number[]): DigestTable | undefined => {
    const counted = counts.map((count, at) => ({ key: `band ${at}`, count }));
    return publish({ total: sum(counts), tables: { 'acknowledged-within': counted } }).tables['acknowledged-within'];
  };

  it('is given where the published table tells it, and only there', () => {
    expect(findMedianBand(tableOf([6, 20, 5]))).toBe('band 1');
    expect(findMedianBand(tableOf([9, 2, 9]))).toBeNull();
    expect(findMedianBand(tableOf([4, 30, 2, 20]))).toBe('band 1');
    expect(findMedianBand(tableOf([3, 0, 0]))).toBeNull();
  });

  it('is right for every table that could stand behind the published one, and left out where those differ', () => {
    const middleOf = (counts: readonly number[]) => {
      const at = counts.findIndex((_, row) => sum(counts.slice(0, row + 1)) >= sum(counts) / 2);
      return `band ${at}`;
    };
    for (const counts of inputs(4, 14)) {
      const table = tableOf(counts);
      if (!table) continue;
      const middles = new Set(solveTable(table).map(middleOf));
      expect(findMedianBand(table), counts.join()).toBe(middles.size === 1 ? middleOf(counts) : null);
    }
  });
});

import type { DigestContent, DigestTable, Population, TableName } from '../src/core/digests/digest-content.ts';
import { CATEGORIES } from '../src/core/incidents/taxonomy.ts';
import { writeFigure, writeRow } from './digest-words.ts';
import { CATEGORY_NAMES } from './words.ts';

/** One table of a digest in words. */
export interface WrittenTable {
  title: string;
  rows: [label: string, figure: string][];
  /** Said in place of rows, or below them. */
  note: string | null;
}

const TITLES: Record<Exclude<TableName, `type-in-${string}`>, string> = {
  category: 'By category',
  'year-group': 'By year group',
  'key-stage': 'By key stage',
  month: 'By month',
  'acknowledged-within': 'How soon somebody acknowledged them',
  outcome: 'How they ended',
  place: 'Where they happened',
  agency: 'Referrals',
};

const NOT_SHOWN = 'Not shown: it would give small numbers away.';

/** The tables of a digest that stand on its card. */
export function writeMainTables(content: DigestContent): WrittenTable[] {
  return [
    ...writeTables(content, content.concerns, ['category', 'acknowledged-within', 'outcome']),
    ...writeTables(content, content.referrals, ['agency']),
  ];
}

/** Every table of a digest, as the PDF has them. */
export function writeAllTables(content: DigestContent): WrittenTable[] {
  const kinds = CATEGORIES.map((category) => `type-in-${category}` as const);
  return [
    ...writeTables(content, content.concerns, ['category']),
    ...kinds.flatMap((name, at) => {
      const table = content.concerns.tables[name];
      const title = `${CATEGORY_NAMES[CATEGORIES[at] ?? 'content']}, by kind`;
      return table ? [writeTable(content, name, title, table)] : [];
    }),
    ...writeTables(content, content.concerns, ['month', 'place', 'acknowledged-within', 'outcome']),
    ...writeTables(content, content.referrals, ['agency']),
  ];
}

type MainTable = keyof typeof TITLES;

function writeTables(content: DigestContent, population: Population, names: MainTable[]): WrittenTable[] {
  const { total, tables } = population;
  // Under five in all there is no table, and the total says so.
  if (total.kind === 'fewer' || (total.kind === 'count' && total.value === 0)) return [];
  return names.map((name) => {
    const table = tables[name];
    return table ? writeTable(content, name, TITLES[name], table) : { title: TITLES[name], rows: [], note: NOT_SHOWN };
  });
}

function writeTable({ version }: DigestContent, name: TableName, title: string, table: DigestTable): WrittenTable {
  const shown = table.rows.filter(({ figure }) => figure.kind !== 'count' || figure.value > 0);
  return {
    title,
    rows: shown.map(({ key, figure }) => [writeRow(name, key), writeFigure(figure)]),
    note:
      table.asOfVersion === version
        ? null
        : `As in version ${table.asOfVersion}, of ${table.total} in all: left so that no small change can be worked out.`,
  };
}

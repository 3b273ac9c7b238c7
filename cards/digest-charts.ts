import type { DigestChartName } from '../src/core/digests/digest-charts.ts';
import type { DigestContent, DigestRow, Figure } from '../src/core/digests/digest-content.ts';
import { CATEGORIES } from '../src/core/incidents/taxonomy.ts';
import { writeAsOf, writeFigure } from './digest-words.ts';
import { CATEGORY_NAMES } from './words.ts';

/** One bar: what it stands for, and its number as governors see it. */
export interface ChartBar {
  label: string;
  figure: Figure;
  /** What stands beside it. */
  text: string;
}

/** What a picture shows: bars in groups, each group with the same bars in the same order. */
export interface ChartModel {
  title: string;
  groups: { label: string; bars: ChartBar[] }[];
}

/** What one picture of a digest shows. */
export function chartOf(content: DigestContent, name: DigestChartName): ChartModel {
  const { period, concerns, trend } = content;
  const table = concerns.tables.category;
  const now = { label: period.label, rows: table?.rows ?? [] };
  const asOf = table && writeAsOf(table.asOfVersion, content);
  if (name === 'category') {
    const title = `Concerns by category, ${period.label}${asOf ? ` (${asOf})` : ''}`;
    return { title, groups: barsOf(now.rows).map((bar) => ({ label: bar.label, bars: [bar] })) };
  }
  const terms = [...trend.map(({ label, categories }) => ({ label, rows: categories })), now];
  return {
    title: `Concerns by category, term by term${asOf ? ` (${period.label} ${asOf})` : ''}`,
    groups: terms.map(({ label, rows }) => ({ label, bars: barsOf(rows) })),
  };
}

/** The same figures in words, for whoever does not see the picture. */
export function writeChartAlt(content: DigestContent, name: DigestChartName): string {
  const { title, groups } = chartOf(content, name);
  const parts = groups.map(({ label, bars }) => {
    if (bars.length === 0) return `${label}: not shown`;
    const [only] = bars;
    if (only && bars.length === 1 && only.label === label) return `${label} ${only.text}`;
    return `${label}: ${bars.map((bar) => `${bar.label} ${bar.text}`).join(', ')}`;
  });
  return `${title}. ${parts.join('; ')}.`;
}

function barsOf(rows: readonly DigestRow[]): ChartBar[] {
  if (rows.length === 0) return [];
  return CATEGORIES.flatMap((category) => {
    const row = rows.find(({ key }) => key === category);
    return row ? [{ label: CATEGORY_NAMES[category], figure: row.figure, text: writeFigure(row.figure) }] : [];
  });
}

import type { DigestContent } from './digest-content.ts';

/** The pictures of a digest, by name. */
export type DigestChartName = 'category' | 'trend';

/** One picture of a digest's figures, and whether there is anything to draw. */
export const DIGEST_CHARTS: readonly { name: DigestChartName; isShown(content: DigestContent): boolean }[] = [
  { name: 'category', isShown: ({ concerns }) => concerns.tables.category !== undefined },
  { name: 'trend', isShown: ({ trend }) => trend.length > 0 },
];

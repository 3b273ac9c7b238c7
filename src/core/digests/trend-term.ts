import type { DigestContent, TrendTerm } from './digest-content.ts';

/** An earlier term's line of the trend, from the last digest published of it: counting it anew could tell what changed since. */
export function trendTermOf({ period, concerns }: DigestContent): TrendTerm {
  return {
    key: period.key,
    label: period.label,
    total: concerns.total,
    categories: concerns.tables.category?.rows ?? [],
  };
}

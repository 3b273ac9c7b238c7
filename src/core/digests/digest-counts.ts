import { WHERE } from '../incidents/report-form.ts';
import { AGENCIES, CATEGORIES, CONCERN_TYPES, PUPIL_OUTCOMES, STAFF_TYPES } from '../incidents/taxonomy.ts';
import { countCells } from './count-cells.ts';
import type { DigestPeriod } from './digest-content.ts';
import type { CountedPopulation } from './publish-population.ts';

/** Numbers by key, as the record has them. Never stored, logged or sent. */
export type Counts = ReadonlyMap<string, number>;

/** The concerns of some time, counted in the record before anything is hidden. Never stored, logged or sent. */
export interface DigestCounts {
  concerns: number;
  category: Counts;
  /** By kind within each category. */
  types: ReadonlyMap<string, Counts>;
  month: Counts;
  place: Counts;
  acknowledged: Counts;
  outcome: Counts;
  agency: Counts;
}

/** What is counted where nobody has chosen a kind or a place. */
const NOT_GIVEN = 'not-given';
/** The outcome of a case that is not closed. */
const STILL_OPEN = 'open';
/** An outcome that no case of this kind should have. */
const OTHER_OUTCOME = 'other';

/** How long it took until somebody acknowledged a concern, by the clock: nights and holidays count. */
const ACKNOWLEDGED_BANDS = ['within-1-hour', 'within-4-hours', 'within-1-day', 'later', 'not-yet'] as const;

const TYPES = [...CONCERN_TYPES.filter((type) => !STAFF_TYPES.includes(type)), NOT_GIVEN];
const PLACES = [...WHERE, NOT_GIVEN];
const OUTCOMES = [STILL_OPEN, ...PUPIL_OUTCOMES, 'duplicate', OTHER_OUTCOME];

/** Puts counted concerns into the tables of a digest. There is none by year group: who a pupil is stays sealed in the record. */
export function countConcerns(counts: DigestCounts, period: DigestPeriod): CountedPopulation {
  return {
    total: counts.concerns,
    tables: {
      category: countCells(CATEGORIES, counts.category),
      ...Object.fromEntries(
        CATEGORIES.map((category) => [
          `type-in-${category}`,
          countCells(TYPES, counts.types.get(category) ?? new Map()),
        ]),
      ),
      month: countCells(monthsOf(period), counts.month),
      // "Still open" is at least "not yet acknowledged", and "passed to an agency" at most the number of referrals.
      'acknowledged-within': countCells(ACKNOWLEDGED_BANDS, counts.acknowledged, ['not-yet']),
      outcome: countCells(OUTCOMES, joinUnknown(counts.outcome), [STILL_OPEN, 'referred']),
      place: countCells(PLACES, counts.place),
    },
  };
}

/** Puts the referrals of those concerns into a table; a concern can have several. */
export function countReferrals({ agency }: DigestCounts): CountedPopulation {
  const total = [...agency.values()].reduce((sum, count) => sum + count, 0);
  return { total, tables: { agency: countCells(AGENCIES, agency) } };
}

/** Outcomes of allegations do not belong to other concerns; should one have such an outcome, it is not lost. */
function joinUnknown(outcomes: Counts): Counts {
  const joined = new Map<string, number>();
  for (const [outcome, count] of outcomes) {
    const key = OUTCOMES.includes(outcome) ? outcome : OTHER_OUTCOME;
    joined.set(key, (joined.get(key) ?? 0) + count);
  }
  return joined;
}

/** The months a stretch of days touches, `YYYY-MM`. */
function monthsOf({ from, to }: DigestPeriod): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`;
    if (key > to.slice(0, 7)) return months;
    months.push(key);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
}

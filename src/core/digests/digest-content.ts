import type { Category } from '../incidents/taxonomy.ts';
import type { StaffGroup } from '../people/staff-row.ts';

/**
 * A number as the governors see it: exact (0, or 5 and more); `fewer`, read "<5", is 1 to 4; `withheld` is 5 or more and
 * hidden only so that a "<5" beside it cannot be worked out. Source: the governors' digest of `DOMAIN.md`.
 */
export type Figure = { kind: 'count'; value: number } | { kind: 'fewer' } | { kind: 'withheld' };

/** The tables of a digest: concerns by this and that, types in one table for each category, referrals by agency. */
export type TableName =
  | 'category'
  | `type-in-${Category}`
  | 'year-group'
  | 'key-stage'
  | 'month'
  | 'acknowledged-within'
  | 'outcome'
  | 'place'
  | 'agency';

/** One line of a table: what was counted, by its key in the taxonomy, and how often. */
export interface DigestRow {
  key: string;
  figure: Figure;
}

/** One table as published. Its rows add up to its total, in an order that never depends on the counts. */
export interface DigestTable {
  /** The version of the digest that first showed these figures: lower than the digest's own where a correction left them. */
  asOfVersion: number;
  total: number;
  rows: DigestRow[];
}

/** What is published of one set of things counted. A table that cannot be shown safely is left out; under 5 in all, every one is. */
export interface Population {
  total: Figure;
  tables: Partial<Record<TableName, DigestTable>>;
}

/** A term, or another stretch of time a digest is about; days are local, `YYYY-MM-DD`, both inclusive. */
export interface DigestPeriod {
  key: string;
  label: string;
  from: string;
  to: string;
}

/** An earlier term, as its last digest published it: never counted anew. */
export interface TrendTerm {
  key: string;
  label: string;
  total: Figure;
  /** Empty where that digest showed no categories. */
  categories: DigestRow[];
}

/** How many of some people have done something: whole percent, rounded down, so that 100 means everyone. */
export interface Share {
  people: number;
  percent: number;
}

/** The share of one staff group, or of several that are shown together because one of them has fewer than 5 people. */
export interface GroupShare extends Share {
  groups: StaffGroup[];
}

/** One course or document and the shares of those it is for. */
export interface StaffMeasure {
  key: string;
  title: string;
  /** Everyone it is for; null under 5 people. */
  all: Share | null;
  /** Parts of `all` that do not overlap and leave nobody out. */
  groups: GroupShare[];
}

/** What governors see of a policy (Writtle 13: title, version, due date and status only). */
export interface DigestPolicy {
  title: string;
  version: string | null;
  /** `YYYY-MM-DD`; null where nothing gives a date. */
  dueOn: string | null;
  status: 'in-date' | 'due-soon' | 'overdue' | 'no-date';
}

/** A duty of the term and when it was done. */
export interface DigestDuty {
  title: string;
  dueOn: string;
  /** `YYYY-MM-DD`; null while it is outstanding. */
  doneOn: string | null;
}

/** What a corrected version says of itself. */
export interface Correction {
  /** The version it corrects, and the local day that one was made. */
  ofVersion: number;
  ofDay: string;
  /**
   * True where the number of concerns changed by fewer than 5, up or down: every figure of concerns then stays as published.
   * Tables left as published while the total is new are known by their `asOfVersion`.
   */
  totalKept: boolean;
}

/**
 * A governors' digest of one school and term: plain JSON of figures that are safe to publish, with no name and no case.
 * The card, the PDF and the e-mail are made of this alone.
 */
export interface DigestContent {
  schoolId: string;
  period: DigestPeriod;
  /** Counts up from 1 with each correction. */
  version: number;
  /** Null in the first version. */
  correction: Correction | null;
  /** Concerns recorded in the period; allegations and other concerns about staff are not among them. */
  concerns: Population;
  /** The band of `acknowledged-within` in which the middle concern lies; null where the table does not show it. */
  medianBand: string | null;
  /** Referrals, by agency; a concern can have several, so they have a total of their own. */
  referrals: Population;
  /** The earliest first. */
  trend: TrendTerm[];
  training: StaffMeasure[];
  acknowledgements: StaffMeasure[];
  policies: DigestPolicy[];
  filteringChecks: { done: number; expected: number };
  duties: DigestDuty[];
  /** What the school learned, as the DSL wrote it for governors. */
  lessons: string[];
}

/** A number that is known to lie from `from` to `to`, both inclusive ("37 to 45"). */
export interface Range {
  from: number;
  to: number;
}

/** A table of several schools: the sums of what they published. */
export interface TrustTable {
  /** Schools whose digest shows this table; the others are in the total alone. */
  schools: number;
  rows: ({ key: string } & Range)[];
}

/** What several schools published of one set of things counted, added up. */
export interface TrustPopulation {
  total: Range;
  tables: Partial<Record<TableName, TrustTable>>;
}

/** The digests of a trust's schools for one term, put together from their published figures alone. */
export interface TrustDigest {
  period: DigestPeriod;
  schoolIds: string[];
  concerns: TrustPopulation;
  referrals: TrustPopulation;
}

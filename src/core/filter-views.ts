import type { SchoolHeading } from './views.ts';

/** An alert of the web filter, as it is posted or told: that there is one and how often, nothing of what it was. */
export interface FilterAlertView {
  name: 'filter-alert';
  school: SchoolHeading;
  alertId: string;
  count: number;
  firstAt: string;
  lastAt: string;
  urgent: boolean;
  state: 'new' | 'case' | 'set-aside';
  /** The case it became, as its reference. */
  reference: string | null;
}

/** An alert opened by one person who may; the view is audited. */
export interface FilterAlertDetailView {
  name: 'filter-alert-detail';
  school: SchoolHeading;
  alertId: string;
  count: number;
  firstAt: string;
  lastAt: string;
  /** Defanged. */
  url: string | null;
  account: string | null;
  device: string | null;
  rule: string | null;
  state: 'new' | 'case' | 'set-aside';
}

/** What the filter reported on one day: numbers only. */
export interface FilterSummaryView {
  name: 'filter-summary';
  school: SchoolHeading;
  /** Local day, `YYYY-MM-DD`. */
  day: string;
  alerts: number;
  attempts: number;
  urgent: number;
  waiting: { alertId: string; count: number; lastAt: string }[];
}

/** The log of filter checks, the latest first (Ingol, "Ensuring safe access"). */
export interface FilterLogView {
  name: 'filter-log';
  school: SchoolHeading;
  schoolId: string;
  checks: { at: string; by: string; fields: Record<string, string> }[];
}

/** What is shown of filtering. */
export type FilterScreen = FilterAlertView | FilterAlertDetailView | FilterSummaryView | FilterLogView;

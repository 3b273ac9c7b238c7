import type { AlertState } from './filtering/filter-store.ts';
import type { SchoolHeading } from './views.ts';

/** Why one person gets an alert 1:1. */
export type AlertWhy = 'urgent' | 'place-not-used' | 'colleague';

/** An alert of the web filter as it is posted or told: that there is one and how often, nothing of what it was. */
export interface FilterAlertView {
  name: 'filter-alert';
  school: SchoolHeading;
  alertId: string;
  count: number;
  firstAt: string;
  lastAt: string;
  urgent: boolean;
  state: AlertState;
  /** The case it became. */
  reference: string | null;
  decided: { by: string; at: string } | null;
  /** Set where one person gets it 1:1. */
  why: AlertWhy | null;
}

/** An alert opened by one person who may; the view is audited. */
export interface FilterAlertDetailView {
  name: 'filter-alert-detail';
  school: SchoolHeading;
  alertId: string;
  count: number;
  firstAt: string;
  lastAt: string;
  urgent: boolean;
  /** Defanged. */
  url: string | null;
  /** What was typed into a search engine. */
  search: string | null;
  account: string | null;
  device: string | null;
  rule: string | null;
  /** False where the filter let it through. */
  stopped: boolean;
  state: AlertState;
  reference: string | null;
  decided: { by: string; at: string } | null;
}

/** One alert in a list: how often, until when. */
export interface WaitingAlert {
  alertId: string;
  count: number;
  lastAt: string;
  urgent: boolean;
}

/** What the filter reported over some days: numbers only. */
export interface FilterSummaryView {
  name: 'filter-summary';
  school: SchoolHeading;
  /** Local days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** Equal ones of a day are one. */
  alerts: number;
  attempts: number;
  urgent: number;
  /** How many wait for somebody to decide. */
  waiting: number;
  /** True where whoever reads it may open alerts. */
  mayOpen: boolean;
}

/** The web filter in a school: what was checked, what waits, and what can be asked for (Ingol, "Ensuring safe access"). */
export interface FilterLogView {
  name: 'filter-log';
  schools: {
    school: SchoolHeading;
    schoolId: string;
    provider: string | null;
    /** The latest checks first; null for somebody who does not read them. */
    checks: { entryId: string; on: string; by: string; result: string }[] | null;
    /** Null for somebody who may open none. */
    alerts: { waiting: number; latest: WaitingAlert[] } | null;
    mayCheck: boolean;
    mayAskReport: boolean;
  }[];
}

/** What is shown of filtering. */
export type FilterScreen = FilterAlertView | FilterAlertDetailView | FilterSummaryView | FilterLogView;

import type { MessageRef, PlaceRef } from '../events.ts';
import type { OutgoingMessage } from '../intents.ts';

/** What an alert is about: sealed, and opened for one reader at a time. */
export interface AlertDetails {
  /** As the filter wrote it; shown defanged alone. */
  url: string | null;
  /** What was typed into a search engine, where the filter says it. */
  search: string | null;
  account: string | null;
  device: string | null;
  /** The filter's own rule or category. */
  rule: string | null;
  /** False where the filter let it through and reports it all the same. */
  stopped: boolean;
}

/** Where an alert stands; a case is for good, what was set aside can still become one. */
export type AlertState = 'new' | 'case' | 'set-aside';

/** Whether alerts of a kind are shown one by one: always, once they are repeated, or never unless the sender calls them grave. */
export type Attention = 'always' | 'repeated' | 'never';

/** One alert to be counted. Those of one day with the same `sameAs` are one. */
export interface NewAlert {
  id: string;
  /** Local day, `YYYY-MM-DD`. */
  day: string;
  /** What makes two alerts equal; the record keeps a keyed fingerprint of it. */
  sameAs: string;
  at: Date;
  times: number;
  grave: boolean;
  attention: Attention;
  /** The member of staff whose account it is. */
  personId: string | null;
  details: AlertDetails;
}

/** What came in together: one request, or one file. */
export interface AlertDelivery {
  /** The same key is counted once. */
  key: string;
  via: 'hook' | 'csv';
  alerts: NewAlert[];
  /** From how many attempts on an alert is urgent. */
  urgentFrom: number;
}

/** An alert after a delivery was counted. */
export interface CountedAlert {
  alertId: string;
  day: string;
  count: number;
  /** How many of them this delivery brought. */
  added: number;
  urgent: boolean;
  attention: Attention;
  personId: string | null;
  state: AlertState;
}

/** An alert without what it is about. */
export interface AlertSummary {
  alertId: string;
  count: number;
  firstAt: Date;
  lastAt: Date;
  urgent: boolean;
  state: AlertState;
  personId: string | null;
  /** The case it became. */
  reference: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
}

/** Who wants to see alerts: those of pupils' accounts need the function, those of a colleague's account having been told besides. */
export interface AlertReader {
  personId: string;
  pupilCases: boolean;
  /** His function gets concerns about staff. */
  colleagues: boolean;
}

/** What is counted for a summary: alerts of pupils' and unknown accounts alone, so that nobody counts what may be about himself (law 4). */
export interface AlertCounts {
  /** Equal ones of a day are one. */
  alerts: number;
  attempts: number;
  urgent: number;
  /** How many of these and all earlier days wait for somebody to decide. */
  waiting: number;
}

/** What somebody decided about an alert. */
export type AlertDecision = { state: 'set-aside' } | { state: 'case'; caseId: string };

/**
 * The record of what the web filter reports. Each method is one transaction and throws `StoreUnavailable` when it did not happen.
 * A method that takes a reader answers null alike for an alert that does not exist and one he may not know of.
 */
export interface FilterStore {
  /** Counts what came in, with an audit row and messages; `known` where the same came before, and nothing changes. */
  countAlerts(
    schoolId: string,
    delivery: AlertDelivery,
    step: { at: Date; messagesFor(counted: CountedAlert[]): OutgoingMessage[] },
  ): Promise<'counted' | 'known'>;
  /** For composing messages. */
  alertForMessage(
    schoolId: string,
    alertId: string,
  ): Promise<(AlertSummary & { root: MessageRef | null; place: PlaceRef | null }) | null>;
  /** Notes where an alert was posted. */
  saveAlertPost(schoolId: string, alertId: string, post: { placeKey: string; root: MessageRef }): Promise<void>;
  findAlert(schoolId: string, alertId: string, reader: AlertReader): Promise<AlertSummary | null>;
  /** Opens what an alert is about for one reader, and audits the view. */
  openAlert(
    schoolId: string,
    alertId: string,
    reader: AlertReader,
    at: Date,
  ): Promise<(AlertSummary & AlertDetails) | null>;
  /** Decides about an alert, with audit row and messages; one that became a case stays one, and pressing twice changes nothing. */
  decideAlert(
    schoolId: string,
    alertId: string,
    reader: AlertReader,
    decision: AlertDecision,
    step: { at: Date; messages: OutgoingMessage[] },
  ): Promise<AlertSummary | null>;
  /** Alerts that wait for somebody to decide, the urgent and the latest first, and how many there are. */
  listWaiting(
    schoolId: string,
    reader: AlertReader,
    limit: number,
  ): Promise<{ alerts: AlertSummary[]; waiting: number }>;
  /** What was counted from one local day to another, both included. */
  countDays(schoolId: string, from: string, to: string): Promise<AlertCounts>;
}

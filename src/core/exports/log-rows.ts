import type { IncidentLogRow } from '../store-port.ts';

/** After which case a page of the incident log begins; made and read by the store alone. */
export interface LogCursor {
  reportedAt: string;
  caseId: string;
}

/** The entries of some cases of the incident log. */
export interface LogPage {
  rows: IncidentLogRow[];
  /** Null on the last page. */
  next: LogCursor | null;
}

/** One time somebody asked for the incident log. */
export interface LogRequest {
  linkId: string;
  askedBy: string;
  askedAt: Date;
  /** Null where the file was never fetched. */
  fetchedAt: Date | null;
  withRestricted: boolean;
  recipient: string;
  purpose: string;
}

/** One line of a school's log with the name of who acted (St Andrew's 3.2: number, time, action, by whom). */
export interface NamedLogRow {
  /** Null for a line about the log itself. */
  reference: string | null;
  at: Date;
  entry: string;
  by: string;
  /** Of a line about the log itself: for whom it was taken out, and why. */
  recipient?: string;
  purpose?: string;
}

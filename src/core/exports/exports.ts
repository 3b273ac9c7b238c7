import type { Viewer } from '../access.ts';
import type { Membership } from '../people/membership.ts';
import type { ExportKind } from './export-kinds.ts';
import type { LogCursor, LogPage, LogRequest } from './log-rows.ts';
import type { WholeCase } from './whole-case.ts';

/** For whom something is taken out and why; kept sealed. */
export interface ExportDetails {
  recipient: string;
  purpose: string;
  /** Of the incident log: with the restricted cases whoever takes it out may know of. */
  withRestricted: boolean;
  /** Of a governors' digest: which one. */
  digestId?: string;
  /** Of a certificate: whose. */
  personId?: string;
}

/** What somebody wants to take out. */
export interface AskedExport extends ExportDetails {
  /** The same for the same form sent again, which is one request: of its links the last one opens, and one file leaves. */
  key: string;
  kind: ExportKind;
  /** Null for what is about no case. */
  caseId: string | null;
}

/** A link to what was asked for, once: nobody but its asker knows the code. */
export interface ExportLink {
  token: string;
  /** As it is shown: `XXXX-XXXX`. */
  code: string;
  expiresAt: Date;
}

/** A link whose code was right, not used up yet. */
export interface FoundExport {
  schoolId: string;
  linkId: string;
  token: string;
  kind: ExportKind;
  caseId: string | null;
  askedBy: string;
}

/** What stands behind a link: who takes it out now, for whom and why, and the case where it is about one. */
export interface ReadExport {
  viewer: Viewer;
  details: ExportDetails;
  whole: WholeCase | null;
}

/** What somebody's place in the school lets him take out now; null for nothing. */
export type TakerOf = (membership: Membership | null) => Viewer | null;

/**
 * The links to what is taken out. Each method is one transaction and throws `StoreUnavailable`; nothing of what is taken out
 * is stored. Null is all that is said of a link that does not open, whatever the reason.
 */
export interface Exports {
  /**
   * Makes a link, with its audit row; null where the case does not exist or the viewer may not know of it. Asked again, it makes
   * a new link that ends the one before, until a file has been fetched.
   */
  ask(schoolId: string, viewer: Viewer, asked: AskedExport, now: Date): Promise<ExportLink | 'fetched' | null>;
  /** Finds a link by its token and code and leaves it as it is; a wrong code is counted. */
  find(token: string, code: string, now: Date): Promise<FoundExport | null>;
  /** Reads what a link opens for whoever asked for it, and leaves the link as it is: nothing may leave before `useUp`. */
  read(found: FoundExport, takerOf: TakerOf, now: Date): Promise<ReadExport | null>;
  /** Reads the next cases of the incident log, the oldest first. */
  readLogPage(schoolId: string, viewer: Viewer, withRestricted: boolean, after: LogCursor | null): Promise<LogPage>;
  /** Who asked for the school's incident log so far, the oldest first. */
  readLogRequests(schoolId: string): Promise<LogRequest[]>;
  /** Those of these references that belong to restricted cases of the school. */
  restrictedAmong(schoolId: string, references: string[]): Promise<string[]>;
  /**
   * Uses a link up and writes down that its file was fetched; false where somebody else used it meanwhile, or where whoever
   * asked may no longer have it.
   */
  useUp(found: FoundExport, takerOf: TakerOf, now: Date): Promise<boolean>;
}

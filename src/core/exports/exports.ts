import type { Viewer } from '../access.ts';
import type { Membership } from '../people/membership.ts';
import type { ExportKind } from './export-kinds.ts';
import type { WholeCase } from './whole-case.ts';

/** What somebody wants to take out. */
export interface AskedExport {
  kind: ExportKind;
  /** Null for the incident log. */
  caseId: string | null;
  /** Whether he said to whom it goes and what for; the words themselves stand in the chronology. */
  recipientGiven: boolean;
  purposeGiven: boolean;
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
  kind: ExportKind;
  caseId: string | null;
  askedBy: string;
}

/** What a used link opened: who takes it out now, and the case where it is about one. */
export interface OpenedExport {
  viewer: Viewer;
  whole: WholeCase | null;
}

/**
 * The links to what is taken out. Each method is one transaction with its audit row and throws `StoreUnavailable`; nothing of
 * what is taken out is stored. Null is all that is said of a link that does not open, whatever the reason.
 */
export interface Exports {
  /** Makes a link; null where the case does not exist or the viewer may not know of it. */
  ask(schoolId: string, viewer: Viewer, asked: AskedExport, now: Date): Promise<ExportLink | null>;
  /** Finds a link by its token and code and leaves it as it is; a wrong code is counted. */
  find(token: string, code: string, now: Date): Promise<FoundExport | null>;
  /**
   * Uses a link up and reads the case for whoever asked for it.
   * @param viewerOf what his place in the school lets him take out now; null for nothing
   */
  open(
    found: FoundExport,
    viewerOf: (membership: Membership | null) => Viewer | null,
    now: Date,
  ): Promise<OpenedExport | null>;
}

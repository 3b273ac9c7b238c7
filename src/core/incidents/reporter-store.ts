import type { CaseStep } from '../store-port.ts';
import type { ReporterReceipt } from './case-record.ts';

/** What reporters may do with their own reports: read how they stand, and add to them. */
export interface ReporterStore {
  listReportsOf(schoolId: string, personId: string, limit: number): Promise<ReporterReceipt[]>;
  /** Adds an entry to one's own report, once per key; false for a report that is not one's own. No status or clock changes. */
  addToReport(
    schoolId: string,
    personId: string,
    reportId: string,
    added: { key: string; entry: 'reporter-added' | 'reporter-withdrew'; text: string },
    step: CaseStep,
  ): Promise<boolean>;
  /** Keeps a question to the e-safety co-ordinator, once per key. */
  askQuestion(
    schoolId: string,
    question: { id: string; key: string; askerId: string; text: string },
    step: CaseStep,
  ): Promise<void>;
  /** A question; opened and audited with `readerId`, else without its text. */
  findQuestion(
    schoolId: string,
    id: string,
    readerId: string | null,
    at: Date,
  ): Promise<{ askerId: string; askedAt: Date; text: string | null } | null>;
  /** Audits that somebody sent a picture, and tells the safeguarding team. */
  noteImage(schoolId: string, step: CaseStep): Promise<void>;
}

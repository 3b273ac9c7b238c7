import type { DigestChartName } from './digests/digest-charts.ts';
import type { DigestContent, TrustDigest } from './digests/digest-content.ts';
import type { DigestState } from './digests/digest-store.ts';
import type { SchoolHeading } from './views.ts';

/** Somebody a digest goes to, and whether by e-mail too: only to the school's own addresses, and where there is a mail server. */
export interface DigestRecipient {
  personId: string;
  name: string;
  address: string;
  mail: 'sent' | 'refused' | 'no-mail-server';
  /** Of a digest that was sent: the ways in which it did not reach him. */
  failed?: ('chat' | 'mail')[];
}

/** A governors' digest: to approve, or to read. */
export interface DigestView {
  name: 'digest';
  school: SchoolHeading;
  digestId: string;
  version: number;
  state: DigestState;
  /** Local day of the governors' meeting, `YYYY-MM-DD`. */
  meetingOn: string | null;
  /** Local day on which it was counted, `YYYY-MM-DD`. */
  countedOn: string;
  content: DigestContent;
  /** Pictures of the figures, as pages that show nothing else. */
  charts: { name: DigestChartName; url: string }[];
  mayApprove: boolean;
  /** To whom it goes or went; only for whoever may approve it. */
  recipients: DigestRecipient[];
}

/** One digest in a list. */
export interface DigestLine {
  digestId: string;
  label: string;
  version: number;
  state: DigestState;
}

/** The digests of a trust's schools for one term, put together from what the schools published. */
export interface TrustLine {
  digest: TrustDigest;
  schools: string[];
}

/** The digests a person may read, the latest first. */
export interface DigestsView {
  name: 'digests';
  schools: { school: SchoolHeading; digests: DigestLine[] }[];
  /** For the lead of a trust of several schools alone; the latest term first. */
  trust: TrustLine[];
}

/** What is shown of digests. */
export type DigestScreen = DigestView | DigestsView;

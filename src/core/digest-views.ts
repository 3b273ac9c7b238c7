import type { DigestContent } from './digests/digest-content.ts';
import type { SchoolHeading } from './views.ts';

/** A governors' digest: to approve, or to read. */
export interface DigestView {
  name: 'digest';
  school: SchoolHeading;
  digestId: string;
  version: number;
  state: 'draft' | 'approved' | 'withdrawn';
  /** Local day of the governors' meeting, `YYYY-MM-DD`. */
  meetingOn: string | null;
  content: DigestContent;
  /** Pictures of the figures, as pages that show nothing else. */
  charts: { url: string; alt: string }[];
  mayApprove: boolean;
}

/** The digests a person may read, the latest first. */
export interface DigestsView {
  name: 'digests';
  schools: {
    school: SchoolHeading;
    digests: { digestId: string; label: string; version: number; state: DigestView['state'] }[];
  }[];
}

/** What is shown of digests. */
export type DigestScreen = DigestView | DigestsView;

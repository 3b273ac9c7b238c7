import type { PolicyStage } from './reviews/policy-version.ts';
import type { SchoolHeading } from './views.ts';

/** How far one policy is: what link governors see too (Writtle 13). */
export interface PolicyBoardLine {
  title: string;
  version: string | null;
  /** Local day, `YYYY-MM-DD`. */
  dueOn: string | null;
  overdue: boolean;
  status: PolicyStage | 'not-evidenced';
  /** The version that is being worked on; null where there is none, or for a reader who sees the status only. */
  versionId: string | null;
}

/** The state of all policies of the schools a person may see it of. */
export interface PolicyBoardView {
  name: 'policy-board';
  schools: { school: SchoolHeading; policies: PolicyBoardLine[]; mayDraft: boolean }[];
}

/** One version of a policy on its way from draft to published. */
export interface PolicyVersionView {
  name: 'policy-version';
  school: SchoolHeading;
  versionId: string;
  title: string;
  version: string;
  url: string | null;
  stage: PolicyStage;
  nextReviewOn: string | null;
  /** Who decided what so far, the first decision first. */
  decisions: { stage: PolicyStage; decision: 'passed' | 'returned'; by: string; at: string; note: string | null }[];
  /** Titles of those it waits for now. */
  waitsFor: string[];
  mayDecide: boolean;
}

/** What is shown of policies besides their list. */
export type PolicyScreen = PolicyBoardView | PolicyVersionView;

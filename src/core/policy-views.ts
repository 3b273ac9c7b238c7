import type { PolicyDecision } from './reviews/policy-store.ts';
import type { PolicyStage } from './reviews/policy-version.ts';
import type { SchoolHeading } from './views.ts';

/** What the one button of a line of the board does. */
export type PolicyBoardAction = { kind: 'open'; versionId: string } | { kind: 'draft'; policyId: string };

/** How far one policy is: title, version, date and status are what governors see too, and nothing else (Writtle 13). */
export interface PolicyBoardLine {
  title: string;
  /** The version that holds. */
  version: string | null;
  /** Local day, `YYYY-MM-DD`. */
  dueOn: string | null;
  overdue: boolean;
  /** The stage of the version that is worked on, else whether the one that holds is evidenced as approved. */
  status: PolicyStage | 'not-evidenced';
  /** Null where there is nothing this reader could do. */
  action: PolicyBoardAction | null;
}

/** The state of all policies of the schools a person may see it of; a page of them. */
export interface PolicyBoardView {
  name: 'policy-board';
  schools: { school: SchoolHeading; policies: PolicyBoardLine[] }[];
  overdue: number;
  /** Whether this reader may draft a policy the school does not have yet. */
  mayDraftNew: boolean;
  /** Where the next page begins; null on the last one. */
  next: number | null;
}

/** One version of a policy on its way from draft to published. */
export interface PolicyVersionView {
  name: 'policy-version';
  school: SchoolHeading;
  versionId: string;
  title: string;
  version: string;
  url: string | null;
  monitoringClause: string | null;
  stage: PolicyStage;
  /** Local day, `YYYY-MM-DD`. */
  nextReviewOn: string;
  author: string;
  /** Who decided what so far, the first decision first. */
  decisions: (Pick<PolicyDecision, 'stage' | 'decision' | 'reason' | 'metOn'> & { by: string; at: string })[];
  /** Names of those it waits for now. */
  waitsFor: string[];
  /** What this reader can do with it now. */
  may: 'decide' | 'change' | null;
  /** Whether somebody has to read it: who has to is asked again once it is published. */
  isAcknowledged: boolean;
  /** What came of the form that was just sent; null where none was. */
  answer: 'saved' | 'not-changed' | null;
}

/** What is shown of policies besides their list. */
export type PolicyScreen = PolicyBoardView | PolicyVersionView;

import type { CaseStep } from '../store-port.ts';
import type { PolicyStage } from './policy-version.ts';

/** What a version of a policy says of itself; its author may change it while it is a draft. */
export interface PolicyDraft {
  version: string;
  url: string | null;
  /** What the policy says of monitoring, shown before it is acknowledged. */
  monitoringClause: string | null;
  /** Local day, `YYYY-MM-DD`. */
  nextReviewOn: string;
}

/** Who decided what about a version. */
export interface PolicyDecision {
  /** The stage it was at: passing a draft sends it to the senior leaders, passing the governors publishes it. */
  stage: PolicyStage;
  decision: 'passed' | 'returned';
  by: string;
  at: Date;
  /** Why it went back; null where that is not known here or was not said. */
  reason: string | null;
  /** The governors' meeting, a local day; null at the other stages. */
  metOn: string | null;
}

/** One version of a policy, from draft to published. */
export interface PolicyVersion extends PolicyDraft {
  id: string;
  title: string;
  stage: PolicyStage;
  createdBy: string;
  publishedAt: Date | null;
  /** The first one first. */
  decisions: PolicyDecision[];
}

/** What is written with a change of a version: under one key it happens once. */
export type PolicyStep = CaseStep & { actorId: string; key: string };

/** A decision as it is to be recorded. */
export type NewDecision = Pick<PolicyDecision, 'decision' | 'reason' | 'metOn'>;

/** The record of policies as they are worked on in the chat. Each method is one transaction and throws `StoreUnavailable` when it did not happen. */
export interface PolicyStore {
  /** Every version but those that a later one has replaced; decisions, without their reasons, of those not yet published. */
  listVersions(schoolId: string): Promise<PolicyVersion[]>;
  /** One version with all its decisions. */
  findVersion(schoolId: string, id: string): Promise<PolicyVersion | null>;
  /**
   * Opens a version as a draft, or sends it to the senior leaders at once.
   * @returns false where another version of this policy is being worked on
   */
  openVersion(
    schoolId: string,
    version: PolicyDraft & { id: string; title: string; send: boolean },
    step: PolicyStep,
  ): Promise<boolean>;
  /**
   * Changes a draft, and may send it to the senior leaders.
   * @param decided how many decisions there were when it was looked at
   * @returns false where somebody has decided meanwhile: nothing is changed then
   */
  changeDraft(
    schoolId: string,
    id: string,
    decided: number,
    draft: PolicyDraft & { send: boolean },
    step: PolicyStep,
  ): Promise<boolean>;
  /**
   * Records a decision of the senior leaders or the governors. Publishing replaces the earlier version in the same transaction.
   * @param decided how many decisions there were when it was looked at
   * @returns false where somebody has decided meanwhile: nothing is changed then
   */
  decideVersion(
    schoolId: string,
    id: string,
    decided: number,
    decision: NewDecision,
    step: PolicyStep,
  ): Promise<boolean>;
}

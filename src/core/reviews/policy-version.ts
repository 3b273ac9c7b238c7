/** The stages of a policy's version, in order (Milverton, "Staff": reviewed by the governing body in rounds). */
const POLICY_STAGES = ['draft', 'slt', 'governors', 'published'] as const;
/** One stage of a policy's version; `superseded` once a later one is published. */
export type PolicyStage = (typeof POLICY_STAGES)[number] | 'superseded';

/** The stage a version comes to when the one it is at is passed. */
export function stageAfter(stage: PolicyStage): PolicyStage {
  return stage === 'superseded' ? stage : (POLICY_STAGES[POLICY_STAGES.indexOf(stage) + 1] ?? stage);
}

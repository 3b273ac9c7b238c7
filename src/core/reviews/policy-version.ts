/** The stages of a policy's version, in order (Milverton, "Staff": reviewed by the governing body in rounds). */
export const POLICY_STAGES = ['draft', 'slt', 'governors', 'published'] as const;
/** One stage of a policy's version; `superseded` once a later one is published. */
export type PolicyStage = (typeof POLICY_STAGES)[number] | 'superseded';

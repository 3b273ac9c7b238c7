import type { ProfilePolicy } from './profile.ts';

/** Whether a policy's approvals are evidenced, and whose date is missing. */
export interface ApprovalState {
  state: 'approved' | 'not-evidenced';
  /** The approvals whose box is blank, as the policy names them; empty where it names no approval at all. */
  missing: string[];
}

/**
 * Whether every approval a policy asks for carries a date. A blank box, or a policy that names no approval, is "approval not
 * evidenced": nobody reading it later could tell. Source: St Andrew's policy, front page.
 */
export function approvalState(policy: Pick<ProfilePolicy, 'approvals'>): ApprovalState {
  const missing = policy.approvals.filter((approval) => approval.on === null).map((approval) => approval.by);
  const approved = policy.approvals.length > 0 && missing.length === 0;
  return { state: approved ? 'approved' : 'not-evidenced', missing };
}

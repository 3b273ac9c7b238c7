import type { Action } from './model.ts';

/** Shows where every policy stands. */
export const policyBoardButton = (label: string, next: number | null = null): Action => ({
  kind: 'press',
  name: 'policy-board',
  label,
  data: next === null ? {} : { n: String(next) },
  private: true,
});

/** Opens a version of a policy that is worked on. */
export const openPolicyButton = (versionId: string, label = 'Open'): Action => ({
  kind: 'press',
  name: 'open-policy',
  label,
  data: { version: versionId },
  private: true,
});

/** Opens the form for a new version; without a policy, of one that is still to be chosen. */
export const draftPolicyButton = (policyId: string | null, label: string): Action => ({
  kind: 'open',
  name: 'policy-draft',
  label,
  data: policyId === null ? {} : { document: policyId },
  private: true,
});

import type { PressRule } from '../presses.ts';
import { openPolicy } from './open-policy.ts';
import { showPolicyBoard } from './policy-board.ts';

type PolicyPress = 'policy-board' | 'open-policy';

/** What the buttons of policies as they are worked on in the chat do. */
export const policyPresses: Record<PolicyPress, PressRule> = {
  'policy-board': showPolicyBoard,
  'open-policy': openPolicy,
};

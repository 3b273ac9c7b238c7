import { showHelp } from '../help.ts';
import type { PressRule } from '../presses.ts';

type PolicyPress = 'policy-board' | 'open-policy';

/** What the buttons of policies as they are worked on in the chat do. */
export const policyPresses: Record<PolicyPress, PressRule> = {
  'policy-board': (_desk, identity) => showHelp(identity, false),
  'open-policy': (_desk, identity) => showHelp(identity, false),
};

import { showHelp } from '../help.ts';
import type { PressRule } from '../presses.ts';

type RegisterPress = 'registers' | 'open-register' | 'open-entry';

/** What the buttons of registers do. */
export const registerPresses: Record<RegisterPress, PressRule> = {
  registers: (_desk, identity) => showHelp(identity, false),
  'open-register': (_desk, identity) => showHelp(identity, false),
  'open-entry': (_desk, identity) => showHelp(identity, false),
};

import type { PressRule } from '../presses.ts';
import { showLine, showRegister, showRegisters } from './show-registers.ts';

type RegisterPress = 'registers' | 'open-register' | 'open-entry';

/** What the buttons of registers do. */
export const registerPresses: Record<RegisterPress, PressRule> = {
  registers: showRegisters,
  'open-register': showRegister,
  'open-entry': showLine,
};

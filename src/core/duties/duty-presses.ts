import { showHelp } from '../help.ts';
import type { PressRule } from '../presses.ts';

type DutyPress = 'due' | 'open-duty' | 'checklist';

/** What the buttons of recurring duties do. */
export const dutyPresses: Record<DutyPress, PressRule> = {
  due: (_desk, identity) => showHelp(identity, false),
  'open-duty': (_desk, identity) => showHelp(identity, false),
  checklist: (_desk, identity) => showHelp(identity, false),
};

import { showHelp } from '../help.ts';
import type { PressRule } from '../presses.ts';

type FilterPress = 'filter-log' | 'open-alert' | 'alert-to-case' | 'set-alert-aside';

/** What the buttons of what the web filter reports do. */
export const filterPresses: Record<FilterPress, PressRule> = {
  'filter-log': (_desk, identity) => showHelp(identity, false),
  'open-alert': (_desk, identity) => showHelp(identity, false),
  'alert-to-case': (_desk, identity) => showHelp(identity, false),
  'set-alert-aside': (_desk, identity) => showHelp(identity, false),
};

import type { PressRule } from '../presses.ts';
import { makeCaseOfAlert } from './alert-to-case.ts';
import { openAlert, setAlertAside } from './decide-alert.ts';
import { showFilter } from './show-filter.ts';

type FilterPress = 'filter-log' | 'open-alert' | 'alert-to-case' | 'set-alert-aside';

/** What the buttons of what the web filter reports do. */
export const filterPresses: Record<FilterPress, PressRule> = {
  'filter-log': showFilter,
  'open-alert': openAlert,
  'alert-to-case': makeCaseOfAlert,
  'set-alert-aside': setAlertAside,
};

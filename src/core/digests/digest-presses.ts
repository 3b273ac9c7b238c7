import { showHelp } from '../help.ts';
import type { PressRule } from '../presses.ts';

type DigestPress = 'digests' | 'open-digest' | 'digest-file';

/** What the buttons of governors’ digests do. */
export const digestPresses: Record<DigestPress, PressRule> = {
  digests: (_desk, identity) => showHelp(identity, false),
  'open-digest': (_desk, identity) => showHelp(identity, false),
  'digest-file': (_desk, identity) => showHelp(identity, false),
};

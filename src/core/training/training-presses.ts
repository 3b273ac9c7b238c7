import { showHelp } from '../help.ts';
import type { PressRule } from '../presses.ts';

type TrainingPress = 'own-list' | 'training-board' | 'training-file' | 'read-bulletin' | 'bulletins';

/** What the buttons of what people have read and learned do. */
export const trainingPresses: Record<TrainingPress, PressRule> = {
  'own-list': (_desk, identity) => showHelp(identity, false),
  'training-board': (_desk, identity) => showHelp(identity, false),
  'training-file': (_desk, identity) => showHelp(identity, false),
  'read-bulletin': (_desk, identity) => showHelp(identity, false),
  bulletins: (_desk, identity) => showHelp(identity, false),
};

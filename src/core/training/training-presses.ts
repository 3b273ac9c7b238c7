import type { PressRule } from '../presses.ts';
import { showOwnList } from './own-list.ts';
import { showTrainingBoard } from './training-board.ts';
import { askTrainingFile } from './training-file.ts';

type TrainingPress = 'own-list' | 'training-board' | 'training-file';

/** What the buttons of what people have read and learned do. */
export const trainingPresses: Record<TrainingPress, PressRule> = {
  'own-list': (desk, identity, { data }) => showOwnList(desk, identity, data),
  'training-board': (desk, identity, { data }) => showTrainingBoard(desk, identity, data),
  'training-file': askTrainingFile,
};

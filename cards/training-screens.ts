import type { TrainingScreen } from '../src/core/training-views.ts';
import type { Card } from './model.ts';

/** What is shown of what people have read and learned. */
export function describeTrainingScreen(view: TrainingScreen): Card {
  return { kind: 'card', name: view.name, title: view.name, summary: view.name, blocks: [], actions: [] };
}

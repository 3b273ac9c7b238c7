import type { QuestionView } from '../src/core/views.ts';
import type { Card } from './model.ts';

/** Words of a card. */
export function describeQuestion(view: QuestionView): Card {
  return { kind: 'card', name: view.name, title: 'Question', summary: 'Question', blocks: [], actions: [] };
}

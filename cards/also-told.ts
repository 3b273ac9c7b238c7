import type { AlsoToldView } from '../src/core/views.ts';
import type { Card } from './model.ts';

/** Words of a card. */
export function describeAlsoTold(view: AlsoToldView): Card {
  return { kind: 'card', name: view.name, title: 'AlsoTold', summary: 'AlsoTold', blocks: [], actions: [] };
}

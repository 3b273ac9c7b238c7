import type { CoverView } from '../src/core/views.ts';
import type { Card } from './model.ts';

/** Words of a card. */
export function describeCover(view: CoverView): Card {
  return { kind: 'card', name: view.name, title: 'Cover', summary: 'Cover', blocks: [], actions: [] };
}

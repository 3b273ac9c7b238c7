import type { DutyScreen } from '../src/core/duty-views.ts';
import type { Card } from './model.ts';

/** What is shown of recurring duties. */
export function describeDutyScreen(view: DutyScreen): Card {
  return { kind: 'card', name: view.name, title: view.name, summary: view.name, blocks: [], actions: [] };
}

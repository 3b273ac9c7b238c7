import type { FilterScreen } from '../src/core/filter-views.ts';
import type { Card } from './model.ts';

/** What is shown of what the web filter reports. */
export function describeFilterScreen(view: FilterScreen): Card {
  return { kind: 'card', name: view.name, title: view.name, summary: view.name, blocks: [], actions: [] };
}

import type { PolicyScreen } from '../src/core/policy-views.ts';
import type { Card } from './model.ts';

/** What is shown of policies as they are worked on in the chat. */
export function describePolicyScreen(view: PolicyScreen): Card {
  return { kind: 'card', name: view.name, title: view.name, summary: view.name, blocks: [], actions: [] };
}

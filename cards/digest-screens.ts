import type { DigestScreen } from '../src/core/digest-views.ts';
import type { Card } from './model.ts';

/** What is shown of governors’ digests. */
export function describeDigestScreen(view: DigestScreen): Card {
  return { kind: 'card', name: view.name, title: view.name, summary: view.name, blocks: [], actions: [] };
}

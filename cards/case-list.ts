import type { CaseListView } from '../src/core/views.ts';
import type { Block, Card } from './model.ts';

/** Words of a card. */
export function describeCaseList(view: CaseListView): Card {
  return { kind: 'card', name: view.name, title: 'CaseList', summary: 'CaseList', blocks: [], actions: [] };
}

/** The blocks of a list of cases. */
export function listCaseBlocks(view: Pick<CaseListView, 'cases' | 'next'>): Block[] {
  if (view.cases.length === 0) return [{ kind: 'text', text: 'No case is open for you.' }];
  return [{ kind: 'entries', items: view.cases.map(({ reference }) => ({ title: reference, text: '' })) }];
}

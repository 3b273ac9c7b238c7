import type { CaseTakenView } from '../src/core/case-views.ts';
import { viewDetailButton } from './buttons.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** Tells whoever had a case in hand that somebody has taken it. */
export function describeCaseTaken(view: CaseTakenView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `${view.reference}: taken over`,
    summary: `${view.reference}: taken over`,
    ...writeOverline(view.school),
    blocks: [{ kind: 'text', text: `${view.by} has this case in hand now. You can still open it.` }],
    actions: [viewDetailButton(view.caseId)],
  };
}

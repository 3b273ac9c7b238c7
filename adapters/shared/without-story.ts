import type { CaseCardView } from '../../src/core/case-views.ts';
import type { View } from '../../src/core/views.ts';

/**
 * What a message may show of a view. A message stays, and others can export it: in place of what only its reader may see it
 * shows the card, whose button opens it for the one who presses it.
 */
export function withoutStory(view: View): View {
  switch (view.name) {
    case 'case-detail': {
      const { reported: reportedAt, ...rest } = view;
      return cardOf({ ...rest, reportedAt, owner: null, nextDueAt: null, openTasks: 0 });
    }
    case 'case-work': {
      const card = cardOf({ ...view, openTasks: view.tasks.filter(({ state }) => state === 'open').length });
      // What was written in a form that stood in a message must not vanish without a word that it is saved.
      return view.saved ? { ...card, saved: true } : card;
    }
    case 'task-detail': {
      const { school, taskId, kind, dueAt, state } = view;
      return { name: 'task-card', school, taskId, kind, dueAt, state, reminder: false };
    }
    case 'pupil':
      return { name: 'case-list', filter: 'found', cases: view.cases, next: null, searchedBackTo: null };
    case 'question':
      return view.text === null ? view : { ...view, text: null };
    case 'register-entry':
      return view.opened === null ? view : { ...view, opened: null };
    case 'filter-alert-detail': {
      const { school, alertId, count, firstAt, lastAt, urgent, state, reference, decided } = view;
      const seen = { school, alertId, count, firstAt, lastAt, urgent, state, reference, decided };
      return { name: 'filter-alert', ...seen, why: null };
    }
    default:
      return view;
  }
}

/** Whether a view is for the one who opened it alone, so that no message may hold it. */
export const isForReaderAlone = (view: View): boolean => withoutStory(view) !== view;

function cardOf(view: Omit<CaseCardView, 'name' | 'acknowledged'>): CaseCardView {
  const { school, caseId, reference, severity, status, reportedAt, restricted, owner, openTasks, nextDueAt } = view;
  return {
    name: 'case-card',
    school,
    caseId,
    reference,
    severity,
    status,
    reportedAt,
    acknowledged: null,
    restricted,
    owner,
    openTasks,
    nextDueAt,
  };
}

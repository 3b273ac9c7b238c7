import type { FilterAlertView } from '../src/core/filter-views.ts';
import { writeMoment } from './dates.ts';
import type { Action } from './model.ts';

type Decided = Pick<FilterAlertView, 'alertId' | 'state' | 'reference' | 'decided'>;

/** Opens what an alert is about, for the one who pressed it. */
export function openAlertButton(alertId: string, first: boolean): Action {
  const style = first ? ({ style: 'primary' } as const) : {};
  return { kind: 'press', name: 'open-alert', label: 'Open', ...style, data: { alert: alertId }, private: true };
}

/** What can be decided about an alert; a case is for good. */
export function alertActions({ alertId, state }: Decided): Action[] {
  if (state === 'case') return [];
  const data = { alert: alertId };
  return [
    { kind: 'press', name: 'alert-to-case', label: 'Make it a case', data },
    ...(state === 'new' ? [{ kind: 'press', name: 'set-alert-aside', label: 'Set aside', data } as const] : []),
  ];
}

/** Who decided what, and when. */
export function listDecision({ state, reference, decided }: Decided): { label: string; value: string }[] {
  const by = decided ? `${decided.by}, ${writeMoment(decided.at)}` : '';
  if (state === 'case')
    return [
      { label: 'Case', value: reference ?? 'recorded' },
      { label: 'Made a case by', value: by },
    ];
  return state === 'set-aside'
    ? [{ label: 'Set aside by', value: by }]
    : [{ label: 'Status', value: 'Nobody has decided yet' }];
}

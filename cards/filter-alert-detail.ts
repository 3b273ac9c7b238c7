import type { FilterAlertDetailView } from '../src/core/filter-views.ts';
import { writeMoment } from './dates.ts';
import { RING_999 } from './emergency-blocks.ts';
import { alertActions, listDecision } from './filter-buttons.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';
import { shorten } from './shorten.ts';

/** As much of an address as one needs to see what it is; the case has all of it. */
const ADDRESS_SHOWN = 500;

/** What an alert is about, for one reader. */
export function describeAlertDetail(view: FilterAlertDetailView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `Web filter alert: ${writeAttempts(view.count)}`,
    summary: 'Web filter alert',
    ...writeOverline(view.school),
    blocks: [
      ...(view.stopped
        ? []
        : [{ kind: 'notice', tone: 'warning', text: 'The filter reported this, and let it through.' } as const]),
      {
        kind: 'facts',
        items: [
          { label: 'Account', value: view.account ?? 'The filter does not say' },
          { label: 'Device', value: view.device ?? 'The filter does not say' },
          { label: 'The filter’s rule', value: view.rule ?? 'The filter does not say' },
          ...(view.search === null ? [] : [{ label: 'Searched for', value: shorten(view.search, ADDRESS_SHOWN) }]),
          { label: 'First', value: writeMoment(view.firstAt) },
          ...(view.count > 1 ? [{ label: 'Latest', value: writeMoment(view.lastAt) }] : []),
          ...listDecision(view),
        ],
      },
      ...describeAddress(view),
      {
        kind: 'notice',
        tone: 'info',
        title: RING_999,
        text: 'An attempt can be chance, an advert or homework. You decide what it means: make it a case, or set it aside.',
      },
    ],
    actions: alertActions(view),
  };
}

function describeAddress({ url, count }: FilterAlertDetailView): Block[] {
  if (url === null) return [];
  const first = count > 1 ? 'The first of them. ' : '';
  return [
    { kind: 'list', items: [shorten(url, ADDRESS_SHOWN)] },
    { kind: 'text', text: `${first}The address is changed so that nobody opens it by accident.`, style: 'subtle' },
  ];
}

/** "1 attempt", "20 attempts". */
export const writeAttempts = (count: number): string => (count === 1 ? '1 attempt' : `${count} attempts`);

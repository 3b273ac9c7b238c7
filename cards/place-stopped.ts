import type { PlaceStoppedView } from '../src/core/case-views.ts';
import { viewDetailButton } from './buttons.ts';
import { RING_999 } from './emergency-blocks.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

const REASONS: Record<PlaceStoppedView['why'], string> = {
  stranger: 'Somebody in the case channel may not know of cases. Please have the list of members put right.',
  unreachable: 'The case channel could not be reached. Please have the administrator check it.',
  incomplete: 'The list of members could not be read in full. Please have the administrator check the channel.',
  'not-set-up': 'No case channel has been chosen yet. The administrator does this with “/esafety setup”.',
};

/** Told 1:1 when a case could not be posted in its place: the case is safe, only the post is missing. */
export function describePlaceStopped(view: PlaceStoppedView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `${view.reference}: saved, not posted`,
    summary: `${view.reference}: saved, but not posted. Please open it here`,
    ...writeOverline(view.school),
    blocks: [
      { kind: 'notice', tone: 'danger', title: RING_999, text: 'Then come back to this.' },
      { kind: 'text', text: 'The case is saved. Please work on it here for now.', style: 'strong' },
      { kind: 'text', text: REASONS[view.why] },
    ],
    actions: [viewDetailButton(view.caseId)],
  };
}

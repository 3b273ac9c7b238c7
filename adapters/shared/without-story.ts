import type { View } from '../../src/core/views.ts';

/**
 * What a message may show of a view. A message stays, and others can export it: in place of everything recorded about a case
 * it shows the case's card, whose button opens the detail for the one who presses it.
 */
export function withoutStory(view: View): View {
  if (view.name !== 'case-detail') return view;
  const { school, caseId, reference, severity, status, reported, restricted } = view;
  return {
    name: 'case-card',
    school,
    caseId,
    reference,
    severity,
    status,
    reportedAt: reported,
    acknowledged: null,
    restricted,
  };
}

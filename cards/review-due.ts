import type { ReviewDueView } from '../src/core/desk-views.ts';
import { writeDate } from './dates.ts';
import { linkFact } from './link-fact.ts';
import type { Action, Block, Card } from './model.ts';
import { draftPolicyButton, openPolicyButton, policyBoardButton } from './policy-buttons.ts';
import { writeOverline } from './school-line.ts';

/** Reminds whoever owns a policy that its review is due. */
export function describeReviewDue(view: ReviewDueView): Card {
  const title = view.overdue ? 'A policy review is overdue' : 'A policy review is coming up';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: 'Policy', value: view.policy },
          { label: view.overdue ? 'Was due' : 'Due', value: writeDate(view.dueOn) },
          ...(view.url === null ? [] : [linkFact(view.url, '')]),
          ...(view.workedOn === null ? [] : [{ label: 'Worked on now', value: `Version ${view.workedOn.version}` }]),
        ],
      },
      ...writeNext(view),
    ],
    actions: [...listNext(view), policyBoardButton('All policies')],
  };
}

function writeNext({ workedOn, policyId }: ReviewDueView): Block[] {
  if (workedOn) return [{ kind: 'text', text: 'The reminders end once it is published.', style: 'subtle' }];
  if (policyId === null) return [];
  const text = 'Once it is reviewed, draft the new version here: the leaders and then the governors are asked in turn.';
  return [{ kind: 'text', text, style: 'subtle' }];
}

function listNext({ workedOn, policyId }: ReviewDueView): Action[] {
  if (workedOn) return [openPolicyButton(workedOn.versionId, 'Open that version')];
  return policyId === null
    ? []
    : [{ ...draftPolicyButton(policyId, 'Draft a new version'), style: 'primary' } as Action];
}

import type { ReviewDueView } from '../src/core/desk-views.ts';
import { writeDate } from './dates.ts';
import type { Card } from './model.ts';
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
          ...(view.url === null ? [] : [{ label: 'Where to read it', value: view.url }]),
        ],
      },
      {
        kind: 'text',
        text: 'Once it is reviewed, the school’s administrator puts the new date into the school’s settings.',
        style: 'subtle',
      },
    ],
    actions: [],
  };
}

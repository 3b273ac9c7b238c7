import type { ReminderView } from '../src/core/case-views.ts';
import { viewDetailButton, workButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

const WHAT: Record<ReminderView['what'], string> = {
  task: 'a task is due',
  referral: 'an answer to a referral is due',
  review: 'please look at it again',
  deadline: 'a legal deadline is near',
  'passed-up': 'it was passed up, and nobody has taken it yet',
  idle: 'nothing is due in it, please look at it again',
};

/** Nothing is due on a day: it has waited for too long. */
const LIES_STILL: readonly ReminderView['what'][] = ['idle', 'passed-up'];

/** Reminds somebody of what is due in a case. */
export function describeReminder(view: ReminderView): Card {
  const line = `${view.reference}: ${WHAT[view.what]}`;
  return {
    kind: 'card',
    name: view.name,
    title: line,
    summary: line,
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'facts',
        items: [{ label: LIES_STILL.includes(view.what) ? 'Waiting since' : 'Due', value: writeMoment(view.dueAt) }],
      },
    ],
    actions: [workButton(view.caseId), viewDetailButton(view.caseId)],
  };
}

import { dueAtEndOf } from './due.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepRule, WHILE_OPEN } from './step.ts';

/** Keeps an eye on a case until a day, on which somebody is reminded to look again. */
export const monitor: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  decide({ profile, now }, values) {
    const fields = readFields(values, now);
    const day = fields.day('day', 'future', 'Please say when to look again.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write what to watch for, and why.');
    if (fields.hasErrors() || !day) return fields;
    const reviewAt = dueAtEndOf(profile, day);
    return {
      change: {
        entry: 'monitoring',
        text: { facts: { day }, text: reason },
        // Whichever comes first of what the case waits for: its clock is set anew at the next tick.
        patch: { status: 'monitoring', reviewAt, remindAt: null },
      },
      line: 'monitoring',
    };
  },
};

import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import type { StepRule } from './step.ts';

/** Opens a closed case again, with the reason. */
export const reopen: StepRule = {
  from: ['closed'],
  by: 'worker',
  acknowledges: true,
  decide({ identity, now }, values) {
    const fields = readFields(values, now);
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why it is opened again.');
    if (fields.hasErrors()) return fields;
    return {
      change: {
        entry: 'reopened',
        text: { facts: {}, text: reason },
        patch: { status: 'assessing', closedAt: null, outcome: null, ownerId: identity.personId },
      },
      line: 'reopened',
    };
  },
};

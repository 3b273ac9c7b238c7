import { choicesOf } from '../../people/person-choices.ts';
import { alertMessage } from '../first-messages.ts';
import { markAway } from './mark-away.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { idsOf, type StepRule, WHILE_OPEN, workers } from './step.ts';

/** Puts the case in somebody's hands; whoever gets it gets access and is told 1:1. */
export const assign: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => ({
    choices: { owner: markAway(choicesOf(workers(context)), context) },
    ...(context.work.ownerId ? { values: { owner: context.work.ownerId } } : {}),
  }),
  decide(context, values) {
    const { work, identity, now } = context;
    const fields = readFields(values, now);
    const people = workers(context);
    const ownerId = fields.choice('owner', idsOf(people), 'Please choose who has it in hand.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    if (fields.hasErrors() || !ownerId) return fields;
    const owner = people.find(({ personId }) => personId === ownerId)?.name ?? '';
    return {
      change: {
        entry: 'assigned',
        text: { facts: { owner }, text: reason },
        // Its clock is set anew at the next tick.
        patch: { ownerId, remindAt: null },
        grants: [{ personId: ownerId, reason: 'assigned' }],
      },
      line: 'assigned',
      messages:
        ownerId === identity.personId
          ? []
          : [alertMessage(work.caseId, ownerId, 'assigned', `assigned-${now.getTime()}`, now)],
    };
  },
};

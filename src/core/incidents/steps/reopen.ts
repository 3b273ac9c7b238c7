import type { CasePatch } from '../case-work.ts';
import { breachDeadline } from '../deadlines.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import type { StepContext, StepRule } from './step.ts';

/** Opens a closed case again, with the reason. */
export const reopen: StepRule = {
  from: ['closed'],
  by: 'worker',
  acknowledges: true,
  decide({ identity, work, now }, values) {
    const fields = readFields(values, now);
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why it is opened again.');
    if (fields.hasErrors()) return fields;
    return {
      change: {
        entry: 'reopened',
        text: { facts: {}, text: reason },
        patch: {
          status: 'assessing',
          closedAt: null,
          outcome: null,
          ownerId: identity.personId,
          remindAt: null,
          ...clockOf(work, now),
        },
      },
      line: 'reopened',
    };
  },
};

/** The law's clock of a data breach starts again unless the Commissioner was told: the first one, while it has not ended. */
function clockOf({ type, referrals, reportedAt }: StepContext['work'], now: Date): CasePatch {
  if (type !== 'data_breach' || referrals.some(({ agency }) => agency === 'ico')) return {};
  const first = breachDeadline(reportedAt, now);
  return first.deadlineAt > now ? first : breachDeadline(now, now);
}

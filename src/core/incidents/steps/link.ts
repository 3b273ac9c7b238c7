import type { CaseWork } from '../case-work.ts';
import { STATUSES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import type { StepRule } from './step.ts';

/**
 * Links the case with another one, or marks it as the same concern reported twice, which closes it: nothing may be open in it
 * then, and the other one must not have been closed as a duplicate itself, or it would be handled nowhere.
 */
export const link: StepRule = {
  from: STATUSES,
  by: 'worker',
  acknowledges: true,
  prepare: () => ({ values: { kind: 'linked' } }),
  decide({ work, other, now }, values) {
    const fields = readFields(values, now);
    fields.text('reference', 20, 'Please write the reference of the other case, such as ES-2026-0014.');
    const kind = fields.choice('kind', ['linked', 'duplicate-of'] as const, 'Please choose one.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    // Another's case and none are the same.
    if (!other && !fields.errors.reference)
      fields.errors.reference = 'There is no such case, or it is not one you can open. Please check the reference.';
    if (other?.caseId === work.caseId) fields.errors.reference = 'This is the case itself. Please write the other one.';
    if (other && kind === 'duplicate-of') Object.assign(fields.errors, whyNotClosed(work, other));
    if (fields.hasErrors() || !kind || !other) return fields;
    const closes = kind === 'duplicate-of';
    return {
      change: {
        entry: closes ? 'marked-duplicate' : 'linked',
        text: { facts: referenceOf(other), text: reason },
        link: { otherId: other.caseId, kind },
        ...(closes ? { patch: { ...CLOSED_AS_DUPLICATE, closedAt: now } } : {}),
      },
      line: closes ? 'closed' : 'linked',
    };
  },
};

const CLOSED_AS_DUPLICATE = {
  status: 'closed',
  outcome: 'duplicate',
  reviewAt: null,
  deadlineAt: null,
  remindAt: null,
} as const;

function whyNotClosed(work: CaseWork, other: CaseWork): Record<string, string> {
  if (work.status === 'closed') return { kind: 'It is closed already. It can still be linked.' };
  if (other.outcome === 'duplicate')
    return { reference: 'That one was closed as a duplicate itself. Please write the one that is worked on.' };
  if (work.tasks.some(({ state }) => state === 'open'))
    return { kind: 'A task is still open. Please settle it first, or say there why it is not needed.' };
  if (work.referrals.some(({ state, responseDueAt }) => state === 'waiting' && responseDueAt))
    return { kind: 'A referral waits for its answer. Please record that first.' };
  return {};
}

/** Everybody who reads this case reads its chronology: it must not betray a case that one of them may not know of (law 4). */
function referenceOf({ restricted, adultIds, reference }: CaseWork): Record<string, string> {
  return restricted || adultIds.length > 0 ? {} : { reference };
}

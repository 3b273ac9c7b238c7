import type { CaseWork } from '../case-work.ts';
import { checklistOf } from '../checklist.ts';
import { STATUSES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import type { StepContext, StepRule } from './step.ts';

/** Steps that are named where they stand in the way; the others are counted. */
const MOST_NAMED = 3;

/**
 * Links the case with another one, or marks it as the same concern reported twice, which closes it: nothing may be open in it
 * then that does not go on in the other one, and the other one must be open, or the concern would be handled nowhere.
 */
export const link: StepRule = {
  from: STATUSES,
  by: 'worker',
  acknowledges: true,
  prepare: () => ({ values: { kind: 'linked' } }),
  decide(context, values) {
    const { work, other, now } = context;
    const fields = readFields(values, now);
    fields.text('reference', 20, 'Please write the reference of the other case, such as ES-2026-0014.');
    const kind = fields.choice('kind', ['linked', 'duplicate-of'] as const, 'Please choose one.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    // Another's case and none are the same.
    if (!other && !fields.errors.reference)
      fields.errors.reference = 'There is no such case, or it is not one you can open. Please check the reference.';
    if (other?.caseId === work.caseId) fields.errors.reference = 'This is the case itself. Please write the other one.';
    if (other && kind === 'duplicate-of') Object.assign(fields.errors, whyNotClosed(context, other));
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

function whyNotClosed(context: StepContext, other: CaseWork): Record<string, string> {
  const { work } = context;
  if (work.status === 'closed') return { kind: 'It is closed already. It can still be linked.' };
  // What goes on in the other case would reach other people than those who may know of this one.
  if (work.restricted !== other.restricted)
    return {
      kind: 'One of them is about an adult here and the other is not, so each goes its own way. Please link them, and close each by itself.',
    };
  if (other.outcome === 'duplicate')
    return { reference: 'That one was closed as a duplicate itself. Please write the one that is worked on.' };
  if (other.status === 'closed')
    return {
      reference:
        'That one is closed, so nobody would go on with it. Please reopen it first, or write the one that is worked on.',
    };
  const steps = listLostSteps(context, other);
  if (steps.length > 0) return { kind: writeLostSteps(steps) };
  if (work.tasks.some(({ state }) => state === 'open'))
    return { kind: 'A task is still open. Please settle it first, or say there why it is not needed.' };
  if (work.referrals.some(({ state, responseDueAt }) => state === 'waiting' && responseDueAt))
    return { kind: 'A referral waits for its answer. Please record that first, or that none is expected any more.' };
  return {};
}

/** Steps that wait here and that the other case's checklists do not have: closed with this case, nobody would take them. */
function listLostSteps({ desk, profile, work }: StepContext, other: CaseWork): string[] {
  const there = new Set(checklistOf(desk, profile, other).map(({ stepId }) => stepId));
  return checklistOf(desk, profile, work)
    .filter(({ stepId, state }) => state === 'waiting' && !there.has(stepId))
    .map(({ text }) => text);
}

function writeLostSteps(steps: readonly string[]): string {
  const named = steps.slice(0, MOST_NAMED).map((step) => `“${step}”`);
  const more = steps.length > MOST_NAMED ? [`${steps.length - MOST_NAMED} more`] : [];
  return `The other case does not have what still waits here: ${[...named, ...more].join('; ')}. Please settle each here first, or say there why it is not needed.`;
}

/** Everybody who reads this case reads its chronology: it must not betray a case that one of them may not know of (law 4). */
function referenceOf({ restricted, adultIds, reference }: CaseWork): Record<string, string> {
  return restricted || adultIds.length > 0 ? {} : { reference };
}

import { STATUSES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import type { StepRule } from './step.ts';

/** Links the case with another one, or marks it as the same concern reported twice, which closes it. */
export const link: StepRule = {
  from: STATUSES,
  by: 'worker',
  acknowledges: true,
  prepare: () => ({ values: { kind: 'linked' } }),
  decide({ work, data, now }, values) {
    const fields = readFields(values, now);
    fields.text('reference', 20, 'Please write the reference of the other case, such as ES-2026-0014.');
    const kind = fields.choice('kind', ['linked', 'duplicate-of'] as const, 'Please choose one.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    // Looked up before the rule is asked, since only the record knows it; another's case and none are the same.
    if (!data.other && !fields.errors.reference)
      fields.errors.reference = 'There is no such case, or it is not one you can open. Please check the reference.';
    if (data.other === work.caseId) fields.errors.reference = 'This is the case itself. Please write the other one.';
    if (fields.hasErrors() || !kind || !data.other) return fields;
    const closes = kind === 'duplicate-of';
    return {
      change: {
        entry: closes ? 'marked-duplicate' : 'linked',
        text: { facts: { reference: values.reference?.trim() ?? '' }, text: reason },
        link: { otherId: data.other, kind },
        ...(closes
          ? { patch: { status: 'closed' as const, outcome: 'duplicate' as const, closedAt: now, remindAt: null } }
          : {}),
      },
      line: closes ? 'closed' : 'linked',
    };
  },
};

import { STATUSES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import type { StepRule } from './step.ts';

/** What can be taken out of the program of one case. */
export const CASE_EXPORTS = ['case-file', 'case-data', 'transfer-pack'] as const;

/** Takes the case out as a file: for whom and why is part of the record (St Andrew's 9.1). */
export const exportCase: StepRule = {
  from: STATUSES,
  by: 'worker',
  acknowledges: false,
  prepare: () => ({ values: { kind: 'case-file' } }),
  decide({ now }, values) {
    const fields = readFields(values, now);
    const kind = fields.choice('kind', CASE_EXPORTS, 'Please choose what to take out.');
    const recipient = fields.text('recipient', 200, 'Please write for whom it is.');
    const purpose = fields.text('purpose', REASON_LIMIT, 'Please write why, and on what basis.');
    if (fields.hasErrors() || !kind || !recipient) return fields;
    return {
      change: { entry: 'taken-out', text: { facts: { export: kind, recipient }, text: purpose } },
      line: 'taken-out',
    };
  },
};

import { STATUSES } from '../taxonomy.ts';
import { readFields } from './read-fields.ts';
import type { StepRule } from './step.ts';

/** Longest text of one field of a step, in characters. */
export const TEXT_LIMIT = 10_000;
/** Longest reason, in characters. */
export const REASON_LIMIT = 4_000;

/** Adds a note to the record. */
export const note: StepRule = {
  from: STATUSES,
  by: 'reader',
  acknowledges: false,
  decide({ now }, values) {
    const fields = readFields(values, now);
    const text = fields.text('note', TEXT_LIMIT, 'Please write the note.');
    if (fields.hasErrors()) return fields;
    return { change: { entry: 'note', text: { facts: {}, text } }, line: 'note-added' };
  },
};

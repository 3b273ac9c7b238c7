import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepRule, WHILE_OPEN } from './step.ts';

/** Settles a task from within the case: done, or not needed with a reason. */
export const finishTask: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: false,
  prepare: ({ work, data }) =>
    work.tasks.some(({ taskId, state }) => taskId === data.task && state === 'open')
      ? { values: { state: 'done' } }
      : null,
  decide({ data, now }, values) {
    const fields = readFields(values, now);
    const state = fields.choice('state', ['done', 'not-needed'] as const, 'Please choose one.');
    const result = fields.text('result', REASON_LIMIT, 'Please write what was done, or why it is not needed.');
    if (fields.hasErrors() || !state || !data.task) return fields;
    return {
      change: {
        entry: 'task-done',
        text: { facts: { state }, text: result },
        settleTask: { taskId: data.task, state, result },
      },
      line: 'task-done',
    };
  },
};

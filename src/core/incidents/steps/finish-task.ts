import type { CaseWork } from '../case-work.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepRule, WHILE_OPEN } from './step.ts';

/** Settles a task from within the case: done, or not needed with a reason. */
export const finishTask: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: false,
  prepare: ({ work, data }) => (findOpen(work, data.task) ? { values: { state: 'done' } } : null),
  decide({ work, data, now }, values) {
    if (!work.tasks.some(({ taskId }) => taskId === data.task))
      return { errors: { state: 'This task is not on the list.' } };
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

const findOpen = (work: CaseWork, taskId: string | undefined): boolean =>
  work.tasks.some((task) => task.taskId === taskId && task.state === 'open');

import type { StepName } from '../../events.ts';
import type { SchoolSeat } from '../../identify.ts';
import type { CaseWork } from '../case-work.ts';
import { answer } from './answer.ts';
import { assess } from './assess.ts';
import { assign } from './assign.ts';
import { check } from './check.ts';
import { close } from './close.ts';
import { escalate } from './escalate.ts';
import { exportCase } from './export-case.ts';
import { finishTask } from './finish-task.ts';
import { link } from './link.ts';
import { monitor } from './monitor.ts';
import { note } from './note.ts';
import { people } from './people.ts';
import { refer } from './refer.ts';
import { reopen } from './reopen.ts';
import { type StepRule, worksCases } from './step.ts';
import { task } from './task.ts';

/** The rule of every step. */
export const STEPS: Record<StepName, StepRule> = {
  note,
  assess,
  assign,
  task,
  'finish-task': finishTask,
  check,
  refer,
  answer,
  link,
  people,
  escalate,
  monitor,
  close,
  reopen,
  export: exportCase,
};

/** Steps offered as buttons of the whole case, in the order in which they are usually needed; the others belong to a task or a step. */
const OFFERED: readonly StepName[] = [
  'assess',
  'note',
  'task',
  'refer',
  'escalate',
  'assign',
  'monitor',
  'people',
  'link',
  'close',
  'reopen',
  'export',
];

/** Whether somebody may take a step in a case that he may know of, where it stands. */
export function mayTake(
  name: StepName,
  seat: Pick<SchoolSeat, 'profile' | 'roles'>,
  work: Pick<CaseWork, 'status'>,
): 'yes' | 'not-now' | 'read-only' {
  const rule = STEPS[name];
  if (rule.by === 'worker' && !worksCases(seat.profile, seat.roles)) return 'read-only';
  return rule.from.includes(work.status) ? 'yes' : 'not-now';
}

/** The steps that somebody may take now. */
export function stepsFor(seat: Pick<SchoolSeat, 'profile' | 'roles'>, work: Pick<CaseWork, 'status'>): StepName[] {
  return OFFERED.filter((name) => mayTake(name, seat, work) === 'yes');
}

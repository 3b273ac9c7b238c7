import { choicesOf } from '../../people/person-choices.ts';
import { rolesHeld } from '../../school/profile.ts';
import type { Role } from '../../school/roles.ts';
import { taskMessage } from '../first-messages.ts';
import type { TaskKind } from '../taxonomy.ts';
import { TASK_KINDS } from '../taxonomy.ts';
import { dueAtEndOf, remindBefore } from './due.ts';
import { readFields } from './read-fields.ts';
import { idsOf, type StepContext, type StepRule, WHILE_OPEN } from './step.ts';

/** Longest text of a task, in characters: it is read on a telephone. */
const TASK_LIMIT = 2_000;

/** Which function usually does a kind of task. */
const USUAL_ROLE: Partial<Record<TaskKind, Role>> = {
  ict: 'ict_lead',
  office: 'office',
  sendco: 'sendco',
  class_teacher: 'class_teacher',
};

/** Gives somebody something to do; he sees its text and nothing else of the case. */
export const task: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => {
    const kind = TASK_KINDS.find((known) => known === context.data.kind) ?? 'other';
    const [usual] = holdersOf(context, USUAL_ROLE[kind]);
    return {
      choices: { owner: choicesOf(context.staff) },
      values: { kind, ...(usual ? { owner: usual } : {}) },
    };
  },
  decide(context, values) {
    const { desk, work, staff, profile, now } = context;
    const fields = readFields(values, now);
    const kind = fields.choice('kind', TASK_KINDS, 'Please choose what kind of task it is.');
    const ownerId = fields.choice('owner', idsOf(staff), 'Please choose who does it.');
    // The technical task shows address and device by itself; any other has to say what is to be done.
    const text = fields.text('text', TASK_LIMIT, kind === 'ict' ? undefined : 'Please write what is to be done.');
    const day = fields.day('due', 'future', 'Please say by when.');
    if (fields.hasErrors() || !kind || !ownerId || !day) return fields;
    const taskId = desk.ids.uuid();
    const dueAt = dueAtEndOf(profile, day);
    return {
      change: {
        entry: 'task-added',
        text: {
          facts: { owner: staff.find(({ personId }) => personId === ownerId)?.name ?? '', due: day, task: kind },
          text,
        },
        tasks: [
          {
            taskId,
            kind,
            text,
            ownerId,
            dueAt,
            remindAt: remindBefore(profile, dueAt, now),
          },
        ],
        ...(work.status === 'assessing' || work.status === 'acknowledged' || work.status === 'new'
          ? { patch: { status: 'actions_open' as const } }
          : {}),
      },
      line: 'task-added',
      messages: [taskMessage(work.caseId, taskId, ownerId, 'new', now)],
    };
  },
};

function holdersOf({ staff, profile }: StepContext, role: Role | undefined): string[] {
  if (!role) return [];
  return staff.filter((person) => rolesHeld(profile, person.roles).includes(role)).map(({ personId }) => personId);
}

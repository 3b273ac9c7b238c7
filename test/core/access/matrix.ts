import { PRESS_NAMES, STEP_NAMES } from '../../../src/core/events.ts';
import { STATUSES, type Status } from '../../../src/core/incidents/taxonomy.ts';

/**
 * Who may do what to a case, and when. The rules: whoever works cases by function and may know of a case takes its steps; whoever
 * was given it by name reads it and adds notes; to everybody else it is like a case that does not exist. A closed case is read,
 * noted, linked, its people put right, taken out as a file, and opened again; nothing else.
 */

/** What somebody is to a case. */
export type Relation = 'worker' | 'reader' | 'task owner' | 'stranger' | 'left';
/** What an answer comes to. */
export type Outcome = 'yes' | 'not-now' | 'read-only' | 'no-such-case' | 'task-gone' | 'left';

/** Who somebody is, and what he is to a pupil's case and to one about a colleague who is a DSL. */
export const PEOPLE = peopleOf(`
  who        roles                  pupil's case   about a colleague
  lead       dsl                    worker         stranger
  deputy     deputy_head            worker         worker
  head       head                   worker         worker
  chair      chair                  worker         worker
  reader     class_teacher          reader         reader
  ict        ict_lead               task owner     stranger
  teacher    class_teacher          stranger       stranger
  colleague  class_teacher          stranger       stranger
  subject    dsl                    stranger       stranger
  governor   governor               stranger       stranger
  trust      trust_lead             stranger       stranger
  office     office                 stranger       task owner
  admin      administrator          stranger       stranger
  outsider   dsl                    stranger       stranger
  leaver     dsl                    left           left
`);

/** How each stands there: `deputy`, `chair` and `reader` hold access by name, `teacher` reported, `outsider` leads another school, `leaver` left yesterday. */
export const GIVEN_BY_NAME = ['chair', 'reader', 'leaver'];

/** What a worker's action comes to in each status. */
const WORKER = tableOf(`
                new      acknowledged  assessing  actions_open  referred  monitoring  closed
  view-case     yes      yes           yes        yes           yes       yes         yes
  work-case     yes      yes           yes        yes           yes       yes         yes
  acknowledge   yes      yes           yes        yes           yes       yes         yes
  take          yes      yes           yes        yes           yes       yes         not-now
  note          yes      yes           yes        yes           yes       yes         yes
  assess        yes      yes           yes        yes           yes       yes         not-now
  assign        yes      yes           yes        yes           yes       yes         not-now
  task          yes      yes           yes        yes           yes       yes         not-now
  finish-task   yes      yes           yes        yes           yes       yes         not-now
  check         yes      yes           yes        yes           yes       yes         not-now
  refer         yes      yes           yes        yes           yes       yes         not-now
  answer        not-now  not-now       not-now    not-now       yes       yes         not-now
  link          yes      yes           yes        yes           yes       yes         yes
  people        yes      yes           yes        yes           yes       yes         yes
  escalate      yes      yes           yes        yes           yes       yes         not-now
  monitor       yes      yes           yes        yes           yes       yes         not-now
  close         yes      yes           yes        yes           yes       yes         not-now
  reopen        not-now  not-now       not-now    not-now       not-now   not-now     yes
  export        yes      yes           yes        yes           yes       yes         yes
`);

/** A case about a colleague begins without a task and has no playbook in this school. */
const WORKER_ABOUT_COLLEAGUE = tableOf(`
                new      acknowledged  assessing  actions_open  referred  monitoring  closed
  finish-task   not-now  not-now       not-now    yes           yes       yes         not-now
  check         not-now  not-now       not-now    not-now       not-now   not-now     not-now
`);

/** A case and the action on it. */
export interface Attempt {
  aboutColleague: boolean;
  status: Status;
  action: string;
}

/** Every action on a case: the buttons, then the forms. */
export const ACTIONS: readonly string[] = [
  ...PRESS_NAMES.filter((name) => ['view-case', 'work-case', 'acknowledge', 'take', 'open-task'].includes(name)),
  ...STEP_NAMES,
];

/** What an action is to come to. */
export function expected(relation: Relation, { aboutColleague, status, action }: Attempt): Outcome {
  if (relation === 'left') return 'left';
  // A task is opened by whoever is to do it, and by nobody else: not by those who work its case either.
  if (action === 'open-task') return relation === 'task owner' && hasTask(aboutColleague, status) ? 'yes' : 'task-gone';
  switch (relation) {
    case 'worker':
      return (
        (aboutColleague ? WORKER_ABOUT_COLLEAGUE[action]?.[status] : undefined) ?? WORKER[action]?.[status] ?? 'yes'
      );
    case 'reader':
      return ['view-case', 'work-case', 'note'].includes(action) ? 'yes' : 'read-only';
    case 'task owner':
      if (action !== 'finish-task' || !hasTask(aboutColleague, status)) return 'no-such-case';
      return status === 'closed' ? 'task-gone' : 'yes';
    default:
      return 'no-such-case';
  }
}

function hasTask(aboutColleague: boolean, status: Status): boolean {
  return !aboutColleague || !['new', 'acknowledged', 'assessing'].includes(status);
}

function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => line.trim().split(/\s{2,}/));
}

function tableOf(text: string): Record<string, Record<Status, Outcome>> {
  const [head = [], ...rows] = rowsOf(text);
  if (head.join() !== STATUSES.join()) throw new Error('the columns are the statuses, in their order');
  return Object.fromEntries(
    rows.map(([action = '', ...cells]) => [
      action,
      Object.fromEntries(head.map((status, index) => [status, cells[index]])) as Record<Status, Outcome>,
    ]),
  );
}

function peopleOf(text: string): { who: string; role: string; pupil: Relation; colleague: Relation }[] {
  return rowsOf(text)
    .slice(1)
    .map(([who = '', role = '', pupil, colleague]) => ({
      who,
      role,
      pupil: pupil as Relation,
      colleague: colleague as Relation,
    }));
}

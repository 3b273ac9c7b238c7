import type { Desk } from '../desk.ts';
import { deskForm, formNotServed } from '../desk-form.ts';
import type { InboundEvent, Origin } from '../events.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { type Reply, replace, show } from '../replies.ts';
import { contactsOf, headingOf } from '../schools.ts';
import type { DeskFormView, MyTasksView } from '../views.ts';
import { idIn } from './case-of-event.ts';
import { lineMessage, refreshMessage } from './first-messages.ts';
import { REASON_LIMIT } from './steps/note.ts';
import { readFields } from './steps/read-fields.ts';
import { submitKey } from './submit-key.ts';

const MOST_SHOWN = 15;
/** More than one person has to do at once. */
const MOST_TASKS = 500;

/** The open tasks of a person over all his schools. */
export async function listMyTasks(desk: Desk, identity: Identity): Promise<MyTasksView['tasks']> {
  const lists = [];
  for (const { profile } of identity.seats)
    lists.push(...(await desk.store.listTasksOf(profile.id, identity.personId, MOST_SHOWN)));
  return lists
    .sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
    .slice(0, MOST_SHOWN)
    .map(({ taskId, kind, dueAt }) => ({ taskId, kind, dueAt: dueAt?.toISOString() ?? null }));
}

/** Shows a person's own open tasks. */
export async function showMyTasks(desk: Desk, identity: Identity): Promise<Reply> {
  return show({ name: 'my-tasks', tasks: await listMyTasks(desk, identity) });
}

/** Opens one's own task: what is to be done, and nothing else of the case. */
export async function openTask(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const taskId = idIn(data, 'task');
  for (const { profile } of taskId ? identity.seats : []) {
    const task = await desk.store.openTask(profile.id, taskId, identity.personId, desk.clock.now());
    if (task)
      return show({
        name: 'task-detail',
        school: headingOf(profile),
        taskId,
        kind: task.kind,
        text: task.text,
        occurredAt: task.occurredAt?.toISOString() ?? null,
        urls: task.urls,
        device: task.device,
        deviceWithheld: task.deviceWithheld,
        dueAt: task.dueAt?.toISOString() ?? null,
        state: task.state,
      });
  }
  return show({ name: 'notice', notice: 'task-gone' });
}

/** Whether a form is about a task that this person is to do. */
export async function isOwnTask(desk: Desk, identity: Identity, data: Record<string, string>): Promise<boolean> {
  return (await findSeat(desk, identity, idIn(data, 'task'))) !== null;
}

/** Opens the form by which whoever does a task says that it is done. */
export async function openOwnTask(
  desk: Desk,
  identity: Identity,
  event: { origin: Origin; data: Record<string, string> },
): Promise<Reply> {
  const taskId = idIn(event.data, 'task');
  const seat = await findSeat(desk, identity, taskId);
  if (!seat) return show({ name: 'notice', notice: 'task-gone' });
  const formKey = desk.ids.keyOf(`finish-task|${event.origin.eventId}`);
  return show(ownTaskForm(seat, taskId, { formKey, values: { state: 'done' } }));
}

/** Settles one's own task; the case's thread is told that it is done, not what was written. */
export async function submitOwnTask(
  desk: Desk,
  identity: Identity,
  event: Extract<InboundEvent, { kind: 'submit' }>,
): Promise<Reply> {
  const taskId = idIn(event.data, 'task');
  const formKey = event.data.key;
  const seat = formKey ? await findSeat(desk, identity, taskId) : null;
  if (!seat || !formKey) return formNotServed(desk, event);
  const at = desk.clock.now();
  const fields = readFields(event.values, at);
  const state = fields.choice('state', ['done', 'not-needed'] as const, 'Please choose one.');
  const result = fields.text('result', REASON_LIMIT, 'Please write what was done, or why it is not needed.');
  if (fields.hasErrors() || !state || !result) {
    const { errors } = fields;
    return replace({
      ...ownTaskForm(seat, taskId, { formKey, values: event.values }),
      errors,
      problem: 'check-fields',
    });
  }
  const key = submitKey(identity.personId, formKey, event.values);
  const messagesFor = (caseId: string) => [
    lineMessage(caseId, 'task-done', identity.personId, formKey, at),
    refreshMessage(caseId, formKey, at),
  ];
  const done = { key, state, result };
  const saved = await desk.store.finishOwnTask(seat.profile.id, taskId, identity.personId, done, { at, messagesFor });
  return saved ? replace({ name: 'notice', notice: 'task-saved' }) : formNotServed(desk, event);
}

async function findSeat(desk: Desk, identity: Identity, taskId: string): Promise<SchoolSeat | null> {
  for (const seat of taskId ? identity.seats : []) {
    const tasks = await desk.store.listTasksOf(seat.profile.id, identity.personId, MOST_TASKS);
    if (tasks.some((task) => task.taskId === taskId)) return seat;
  }
  return null;
}

function ownTaskForm(
  { profile }: SchoolSeat,
  taskId: string,
  state: Pick<DeskFormView, 'formKey' | 'values'>,
): DeskFormView {
  return deskForm({ form: 'finish-task', contacts: contactsOf(profile), data: { task: taskId }, ...state });
}

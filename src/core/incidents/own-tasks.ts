import type { WorkView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import { deskForm, formNotServed } from '../desk-form.ts';
import type { MyTasksView } from '../desk-views.ts';
import type { InboundEvent, Origin } from '../events.ts';
import type { DeskFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { type Reply, replace, show } from '../replies.ts';
import { contactsOf, headingOf } from '../schools.ts';
import type { NoticeView } from '../views.ts';
import { idIn } from './case-of-event.ts';
import type { CaseTask } from './case-work.ts';
import { lineMessage, refreshMessage } from './first-messages.ts';
import { REASON_LIMIT } from './steps/note.ts';
import { readFields } from './steps/read-fields.ts';
import { submitKey } from './submit-key.ts';
import { workView } from './work-view.ts';

const MOST_SHOWN = 15;

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
  return (await findOwn(desk, identity, idIn(data, 'task'))) !== null;
}

/** Opens the form by which whoever does a task says that it is done. */
export async function openOwnTask(
  desk: Desk,
  identity: Identity,
  event: { origin: Origin; data: Record<string, string> },
): Promise<Reply> {
  const taskId = idIn(event.data, 'task');
  const found = await findOwn(desk, identity, taskId);
  if (found?.state !== 'open') return show({ name: 'notice', notice: 'task-gone' });
  const { seat } = found;
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
  const found = formKey ? await findOwn(desk, identity, taskId) : null;
  if (!found || !formKey) return formNotServed(desk, event);
  const { seat } = found;
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
  return saved ? replace(await showDone(desk, seat, taskId)) : formNotServed(desk, event);
}

/** Whoever may know of the case goes on in it; everybody else reads that the task is settled, and nothing of the case. */
async function showDone(desk: Desk, seat: SchoolSeat, taskId: string): Promise<WorkView | NoticeView> {
  const { id: schoolId } = seat.profile;
  const caseId = (await desk.store.taskForMessage(schoolId, taskId))?.caseId;
  const work = caseId && (await desk.store.workOf(schoolId, caseId, seat.viewer, desk.clock.now(), true));
  return work ? workView(desk, seat, work, true) : { name: 'notice', notice: 'task-saved' };
}

/** Also a settled one: the second delivery of the form that settled it is answered as the first. */
async function findOwn(
  desk: Desk,
  identity: Identity,
  taskId: string,
): Promise<{ seat: SchoolSeat; state: CaseTask['state'] } | null> {
  for (const seat of taskId ? identity.seats : []) {
    const task = await desk.store.ownTask(seat.profile.id, taskId, identity.personId);
    if (task) return { seat, state: task.state };
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

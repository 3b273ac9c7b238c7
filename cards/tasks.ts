import type { MyTasksView, TaskCardView, TaskDetailView } from '../src/core/desk-views.ts';
import type { TaskKind } from '../src/core/incidents/taxonomy.ts';
import { finishTaskButton, helpButton, openTaskButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';
import { TASK_WORDS } from './words.ts';

type TaskState = TaskCardView['state'];
const STATES: Record<TaskState, string> = { open: 'Open', done: 'Done', 'not-needed': 'Not needed' };

/** What a kind of task asks for where nothing was written. */
const BY_ITSELF: Partial<Record<TaskKind, string>> = {
  ict: 'Please find out why the filter let it through, and block it or have it blocked. Write down the date and the ticket number.',
  cctv: 'Please have the camera pictures of this time kept, before the provider deletes them. Do not look at them or copy them yourself.',
};

/** Tells somebody 1:1 that there is a task; what it is stands behind the button. */
export function describeTaskCard(view: TaskCardView): Card {
  const title = view.reminder ? 'Reminder: a task of yours is due' : 'A task from the safeguarding lead';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'facts',
        items: [
          ...(view.dueAt === null ? [] : [{ label: 'Due', value: writeMoment(view.dueAt) }]),
          { label: 'How it stands', value: STATES[view.state] },
        ],
      },
    ],
    actions: view.state === 'open' ? [openTaskButton(view.taskId), finishTaskButton(view.taskId)] : [],
  };
}

/** A task, for whoever is to do it: what to do, and nothing else of the case. */
export function describeTaskDetail(view: TaskDetailView): Card {
  const what = view.text ?? BY_ITSELF[view.kind] ?? 'Please ask the safeguarding lead what is to be done.';
  return {
    kind: 'card',
    name: view.name,
    title: 'Your task',
    summary: 'Your task',
    ...writeOverline(view.school),
    blocks: [
      { kind: 'text', text: what },
      ...describeTechnical(view),
      {
        kind: 'facts',
        items: [
          { label: 'Kind', value: TASK_WORDS[view.kind] },
          ...(view.occurredAt === null ? [] : [{ label: 'Time of the pictures', value: writeMoment(view.occurredAt) }]),
          ...(view.dueAt === null ? [] : [{ label: 'Due', value: writeMoment(view.dueAt) }]),
          { label: 'How it stands', value: STATES[view.state] },
        ],
      },
      {
        kind: 'text',
        text: 'Only you can see this. Please do not ask others what it is about: the safeguarding lead can tell you what you need.',
        style: 'subtle',
      },
    ],
    actions: view.state === 'open' ? [finishTaskButton(view.taskId)] : [],
  };
}

function describeTechnical({ urls, device, deviceWithheld }: TaskDetailView): Block[] {
  const shown = device ?? (deviceWithheld ? 'Ask the safeguarding lead which device' : null);
  const blocks: Block[] = [];
  if (urls.length > 0) blocks.push({ kind: 'list', items: urls });
  if (shown !== null) blocks.push({ kind: 'facts', items: [{ label: 'Device', value: shown }] });
  return blocks;
}

/** A person's open tasks, the one due first first. */
export function describeMyTasks(view: MyTasksView): Card {
  const blocks: Block[] =
    view.tasks.length === 0
      ? [{ kind: 'text', text: 'No task waits for you.' }]
      : [
          {
            kind: 'entries',
            items: view.tasks.map(({ taskId, kind, dueAt }) => ({
              title: TASK_WORDS[kind],
              text: dueAt === null ? 'No day is set' : `Due ${writeMoment(dueAt)}`,
              action: { ...openTaskButton(taskId), style: 'default' },
            })),
          },
        ];
  return { kind: 'card', name: view.name, title: 'My tasks', summary: 'My tasks', blocks, actions: [helpButton] };
}

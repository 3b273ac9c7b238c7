import type { HandOffView } from '../src/core/desk-views.ts';
import { finishTaskButton } from './buttons.ts';
import { writeMoment } from './dates.ts';
import type { Action, Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** A task for whoever looks after the web filter: addresses and device, never who or what happened. */
export function describeHandOff(view: HandOffView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'Please check the web filter',
    summary: 'New task: please check the web filter',
    ...writeOverline(view.school),
    blocks: [
      ...listAddresses(view),
      {
        kind: 'facts',
        items: [
          ...(view.device === null ? [] : [{ label: 'Device', value: view.device }]),
          ...(view.deviceWithheld ? [{ label: 'Device', value: 'Ask the safeguarding lead which device' }] : []),
          { label: 'Reported', value: writeMoment(view.reportedAt) },
        ],
      },
      {
        kind: 'list',
        ordered: true,
        items: [
          'Find out why the filter let it through.',
          'Block the address, or ask the filter provider to. Write down the date and their ticket number.',
          'Press “Done” and say what you did: the safeguarding lead (DSL) sees it.',
        ],
      },
      {
        kind: 'notice',
        tone: 'warning',
        text: 'Please do not look for who was involved. If it may be against the law, do not open, copy or save it: tell the DSL at once.',
      },
    ],
    actions: view.taskId === null ? [] : [seenButton(view.taskId), finishTaskButton(view.taskId)],
  };
}

function listAddresses({ urls }: HandOffView): Block[] {
  if (urls.length === 0) return [{ kind: 'text', text: 'There is no address to pass on. Please look at the device.' }];
  return [
    { kind: 'list', items: urls },
    {
      kind: 'text',
      text: 'The addresses are changed so that nobody opens them by accident.',
      style: 'subtle',
    },
  ];
}

/** Opening the task says that it has arrived. */
const seenButton = (taskId: string): Action => ({
  kind: 'press',
  name: 'open-task',
  label: 'I am on it',
  style: 'primary',
  data: { task: taskId },
  private: true,
});

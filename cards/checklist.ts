import type { ChecklistItem, WorkView } from '../src/core/case-views.ts';
import { stepButton } from './buttons.ts';
import { writeDate, writeMoment } from './dates.ts';
import type { Block, Entry } from './model.ts';
import { shorten } from './shorten.ts';

/** Steps with a button of their own in one playbook; the others get theirs as those are settled. */
const MOST_BUTTONS = 8;
/** Lines of what is settled, the latest, and of what waits without a button. */
const MOST_LINES = 6;
/** A step is shown as far as this, and its note: a school writes its own playbooks. */
const STEP_SHOWN = 160;
const NOTE_SHOWN = 100;
/** So many are named who have not opened their task, each as far as this. */
const MOST_MISSING = 3;
const NAME_SHOWN = 60;

/** The steps of a case's playbooks in their order: those that can be settled with a button, the others as lines. */
export function describeChecklist({ checklist, policy, caseId, tasks }: WorkView): Block[] {
  const playbooks = [...new Set(checklist.map(({ playbook }) => playbook))];
  return playbooks.map((playbook, index) => ({
    kind: 'section',
    title: playbook,
    blocks: [
      ...describeSteps(
        checklist.filter((item) => item.playbook === playbook),
        caseId,
        writeTold(tasks),
      ),
      ...(policy !== null && index === 0
        ? [{ kind: 'text', text: `Policy: ${policy}`, style: 'subtle' } as const]
        : []),
    ],
  }));
}

/** How a step that others are to be told gets ticked: by their tasks, and by hand where nobody has one. */
function writeTold(tasks: WorkView['tasks']): string {
  const handedOff = tasks.filter(({ kind }) => kind === 'ict');
  const missing = [...new Set(handedOff.filter(({ seen }) => !seen).map(({ owner }) => owner))];
  if (handedOff.length === 0) return 'Nobody has a task for it yet: add one, or write who was told';
  if (missing.length === 0 || missing.length > MOST_MISSING)
    return 'Ticked by itself once everybody has opened the task';
  return `Ticked by itself once the task was opened by: ${missing.map((name) => shorten(name, NAME_SHOWN)).join(', ')}`;
}

/** Neighbours of one kind share a block, so that a long checklist fits a small card; what is left out is counted. */
function describeSteps(items: readonly ChecklistItem[], caseId: string, told: string): Block[] {
  const ready = items.filter(isReady).slice(0, MOST_BUTTONS);
  const settled = items.filter(({ state }) => state !== 'waiting').slice(-MOST_LINES);
  const later = items.filter((item) => item.state === 'waiting' && !ready.includes(item)).slice(0, MOST_LINES);
  const blocks: Block[] = [];
  for (const item of items) {
    const last = blocks.at(-1);
    if (ready.includes(item)) {
      const entry = describeReady(item, caseId, told);
      if (last?.kind === 'entries') last.items.push(entry);
      else blocks.push({ kind: 'entries', items: [entry] });
    } else if (settled.includes(item) || later.includes(item)) {
      if (last?.kind === 'list') last.items.push(writeStep(item, told));
      else blocks.push({ kind: 'list', items: [writeStep(item, told)] });
    }
  }
  const left = items.length - ready.length - settled.length - later.length;
  return left > 0
    ? [...blocks, { kind: 'text', text: `${left} more steps are not shown here. ${WHERE_SETTLED}`, style: 'subtle' }]
    : blocks;
}

const WHERE_SETTLED = '“View detail” shows those that are settled; the others come as these are settled.';

const isReady = ({ state, ready }: ChecklistItem): boolean => state === 'waiting' && ready;

function describeReady(item: ChecklistItem, caseId: string, told: string): Entry {
  const action = stepButton('check', 'Settle', { case: caseId, step: item.stepId });
  return { title: shorten(item.text, STEP_SHOWN), text: writeStepState(item, told), action };
}

function writeStep(item: ChecklistItem, told: string): string {
  const { settled } = item;
  const by = settled ? [writeWhen(settled)] : [];
  const note = settled?.note ? [shorten(settled.note, NOTE_SHOWN)] : [];
  return [`${writeStepState(item, told)}: ${shorten(item.text, STEP_SHOWN)}`, ...by, ...note].join(' · ');
}

const writeWhen = ({ by, at, happenedOn }: NonNullable<ChecklistItem['settled']>): string =>
  `${happenedOn ? writeDate(happenedOn) : writeMoment(at)}, ${by}`;

function writeStepState({ state, settled, ready, kind }: ChecklistItem, told: string): string {
  if (state === 'waiting') {
    if (!ready) return 'After the step above';
    return kind === 'told' ? `To do. ${told}` : 'To do';
  }
  const word = state === 'done' ? 'Done' : 'Not needed';
  return settled ? word : `${word}, by itself`;
}

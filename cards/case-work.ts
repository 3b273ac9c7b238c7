import type { StepName } from '../src/core/events.ts';
import type { ChecklistItem, WorkView } from '../src/core/views.ts';
import { stepButton, viewDetailButton } from './buttons.ts';
import { writeDate, writeMoment } from './dates.ts';
import type { Action, Block, Card, Entry } from './model.ts';
import { writeOverline } from './school-line.ts';
import { AGENCY_WORDS, OUTCOME_WORDS, STATUS_WORDS, TASK_WORDS, writeSeverity } from './words.ts';

/** Steps that are buttons of the whole case; the others belong to a task or to a step of the checklist. */
const STEP_LABELS: Partial<Record<StepName, string>> = {
  assess: 'Assess',
  note: 'Add note',
  task: 'Add task',
  refer: 'Refer',
  escalate: 'Pass up',
  assign: 'Assign',
  monitor: 'Monitor',
  people: 'People',
  link: 'Link',
  close: 'Close',
  reopen: 'Open again',
  export: 'Take out',
};
const LINK_WORDS: Record<WorkView['links'][number]['kind'], string> = {
  linked: 'Belongs together with this one',
  duplicate: 'The same concern, reported again',
  'duplicate-of': 'The same concern: goes on there',
};

/** What can be done next in a case, for the one who opened it: where it stands, what waits, and a button for each step. */
export function describeCaseWork(view: WorkView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: `Case ${view.reference}: next step`,
    summary: `${view.reference}: opened for you`,
    ...writeOverline(view.school),
    blocks: [
      ...(view.saved
        ? [{ kind: 'notice', tone: 'good', title: 'Saved', text: 'It is part of the case.' } as const]
        : []),
      { kind: 'facts', items: listFacts(view) },
      ...describeWarning(view),
      ...describeTasks(view),
      ...describeChecklist(view),
      ...describeReferrals(view),
      ...describeLinks(view),
      { kind: 'text', text: 'Only you can see this. Opening it was recorded.', style: 'subtle' },
    ],
    actions: [
      ...view.steps.flatMap((step) => {
        const label = STEP_LABELS[step];
        return label ? [stepButton(step, label, { case: view.caseId })] : [];
      }),
      viewDetailButton(view.caseId),
    ],
  };
}

function listFacts(view: WorkView): { label: string; value: string }[] {
  return [
    { label: 'Status', value: STATUS_WORDS[view.status] },
    { label: 'Priority', value: writeSeverity(view.severity) },
    { label: 'In hand', value: view.owner ?? 'Nobody yet' },
    ...(view.outcome === null ? [] : [{ label: 'Outcome', value: OUTCOME_WORDS[view.outcome] }]),
    ...(view.deadlineAt === null ? [] : [{ label: 'Legal deadline', value: writeMoment(view.deadlineAt) }]),
    ...(view.reviewAt === null ? [] : [{ label: 'Look again', value: writeMoment(view.reviewAt) }]),
    ...(view.nextDueAt === null ? [] : [{ label: 'Next deadline', value: writeMoment(view.nextDueAt) }]),
    ...(view.childProtection ? [{ label: 'Child protection', value: 'Yes' }] : []),
  ];
}

function describeWarning(view: WorkView): Block[] {
  if (!view.neverView) return [];
  return [
    {
      kind: 'notice',
      tone: 'danger',
      title: 'Never look at the image',
      text: 'Do not look at, copy, print, share, keep or delete it, and let nobody else do so. Do not send it here: pictures are refused.',
    },
  ];
}

function describeTasks({ tasks, offersSendco, caseId }: WorkView): Block[] {
  const entries = tasks.map(
    ({ taskId, kind, text, owner, dueAt, state, seen, result }): Entry => ({
      title: text ?? TASK_WORDS[kind],
      text: [
        state === 'open' ? (seen ? 'Open, seen' : 'Open, not seen yet') : state === 'done' ? 'Done' : 'Not needed',
        owner,
        ...(dueAt !== null && state === 'open' ? [`due ${writeMoment(dueAt)}`] : []),
        ...(result === null ? [] : [result]),
      ].join('. '),
      ...(state === 'open' ? { action: stepButton('finish-task', 'Settle', { task: taskId }) } : {}),
    }),
  );
  if (offersSendco)
    entries.push({
      title: 'Ask the SENDCO?',
      text: 'A child concerned has special needs. Nothing is sent unless you do.',
      action: stepButton('task', 'Add task', { case: caseId, kind: 'sendco' }),
    });
  return entries.length === 0
    ? []
    : [{ kind: 'section', title: 'Tasks', blocks: [{ kind: 'entries', items: entries }] }];
}

function describeChecklist({ checklist, policy, caseId }: WorkView): Block[] {
  const playbooks = [...new Set(checklist.map(({ playbook }) => playbook))];
  return playbooks.map((playbook, index) => ({
    kind: 'section',
    title: playbook,
    blocks: [
      {
        kind: 'entries',
        items: checklist
          .filter((item) => item.playbook === playbook)
          .map((item, at) => describeStep(item, at + 1, caseId)),
      },
      ...(policy !== null && index === 0
        ? [{ kind: 'text', text: `Policy: ${policy}`, style: 'subtle' } as const]
        : []),
    ],
  }));
}

function describeStep(item: ChecklistItem, number: number, caseId: string): Entry {
  const { stepId, text, state, ready } = item;
  return {
    title: `${number}. ${text}`,
    text: writeStepState(item),
    ...(state === 'waiting' && ready ? { action: stepButton('check', 'Settle', { case: caseId, step: stepId }) } : {}),
  };
}

function writeStepState({ state, settled, ready, kind }: ChecklistItem): string {
  if (state === 'waiting') {
    if (!ready) return 'After the step above';
    return kind === 'told' ? 'Ticked by itself once everybody has opened the task' : 'To do';
  }
  const word = state === 'done' ? 'Done' : 'Not needed';
  if (!settled) return `${word}, by itself`;
  const day = settled.happenedOn ? `on ${writeDate(settled.happenedOn)}` : writeMoment(settled.at);
  return [`${word}, ${day}, ${settled.by}`, ...(settled.note ? [settled.note] : [])].join('. ');
}

function describeReferrals({ referrals, caseId }: WorkView): Block[] {
  if (referrals.length === 0) return [];
  const items = referrals.map(
    ({ referralId, agency, referredOn, responseDueAt, answered, theirReference }): Entry => ({
      title: AGENCY_WORDS[agency],
      text: [
        `Referred ${writeDate(referredOn)}`,
        ...(theirReference ? [`their reference ${theirReference}`] : []),
        ...(answered ? ['answered'] : responseDueAt ? [`answer due ${writeMoment(responseDueAt)}`] : []),
      ].join(', '),
      ...(answered ? {} : { action: stepButton('answer', 'Answer came', { case: caseId, referral: referralId }) }),
    }),
  );
  return [{ kind: 'section', title: 'Referrals', blocks: [{ kind: 'entries', items }] }];
}

function describeLinks({ links, pupils }: WorkView): Block[] {
  const items: Entry[] = [
    ...links.map(({ caseId, reference, kind }) => ({
      title: reference,
      text: LINK_WORDS[kind],
      action: viewDetailButton(caseId) as Action,
    })),
    ...pupils
      .filter(({ earlier }) => earlier > 0)
      .map(({ subjectId, name, earlier }) => ({
        title: name,
        text: earlier === 1 ? 'Named in one earlier case' : `Named in ${earlier} earlier cases`,
        action: {
          kind: 'press',
          name: 'pupil',
          label: 'Chronology',
          data: { subject: subjectId },
          private: true,
        } as Action,
      })),
  ];
  return items.length === 0
    ? []
    : [{ kind: 'section', title: 'Belongs together', blocks: [{ kind: 'entries', items }] }];
}
